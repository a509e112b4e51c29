using static Trench.RefusalKind;

namespace Trench.AspNetCore;

/// <summary>The facade's table of routes: paths, what they answer, what they may refuse.</summary>
internal static class CodeTokenRoutes
{
    private static readonly RefusalKind[] BadCode = [CodeMalformed, CodeWrong, Locked, Unavailable];

    public static readonly CodeTokenRoute GetCode = new(
        "get-code", "Checks user name and password: a code token, whose code is on its way.", CodeTokenTexts.Token)
    {
        IsFirstStep = true,
        Refusals =
        [
            WrongCredentials, AddressThrottled, MethodNotEnrolled, TooManyChallenges, DeliveryFailed, DeliveryRefused, TargetRequired, TargetInvalid,
            Unavailable,
        ],
    };

    public static readonly CodeTokenRoute Auth = new(
        "auth", "Exchanges a code token and its code for tokens, once.", CodeTokenTexts.Tokens)
    {
        Refusals = [.. BadCode, TicketUnknown, TicketExpired, TicketUsed, TicketExhausted, AnswerTooEarly],
    };

    /// <summary>The paths of drf-jwt-2fa's first document.</summary>
    public static readonly CodeTokenRoute GetCodeToken = GetCode with { Pattern = "get-code-token" };

    public static readonly CodeTokenRoute GetAuthToken = Auth with { Pattern = "get-auth-token" };

    public static readonly CodeTokenRoute TotpSetup = new(
        "totp/setup", "Begins to add an authenticator app, or a new secret to it.", CodeTokenTexts.Setup)
    {
        Refusals = [.. BadCode, MethodUnknown, FreshProofRequired],
    };

    public static readonly CodeTokenRoute TotpConfirm = new(
        "totp/confirm", "Proves the app's secret with a code; the app becomes the method that login asks.", CodeTokenTexts.Done)
    {
        WrongCode = CodeTokenPhrases.WrongTotpCode,
        NoMethod = CodeTokenPhrases.NoPendingSetup,
        Refusals = [.. BadCode, MethodNotEnrolled, FreshProofRequired],
    };

    public static readonly CodeTokenRoute Preference = new("2fa-method", "Chooses the method that login asks.", CodeTokenTexts.Done)
    {
        Refusals = [.. BadCode, MethodNotEnrolled, TargetRequired, FreshProofRequired],
    };

    public const string Refresh = "refresh";

    public const string Verify = "verify";
}
