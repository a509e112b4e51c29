using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// Every refusal in drf-jwt-2fa's words: a text under <c>detail</c>, and its machine code, which the original keeps to itself, under
/// <c>code</c>. Ours adds <c>error_code</c>.
/// </summary>
internal static class CodeTokenDialect
{
    public static IResult Refuse(Refusal refusal, CodeTokenRoute route) => Translate(refusal, route);

    public static Fault Translate(Refusal refusal, CodeTokenRoute route) => refusal.Kind switch
    {
        RefusalKind.WrongCredentials or RefusalKind.TicketUnknown => Wrong(refusal, CodeTokenPhrases.WrongCredentials),
        RefusalKind.CodeWrong => Wrong(refusal, route.WrongCode),
        RefusalKind.TicketUsed => Of(refusal, 401, "token_already_used", CodeTokenPhrases.TokenUsed),
        RefusalKind.TicketExpired => Forbidden(refusal, CodeTokenPhrases.TokenExpired),
        RefusalKind.TicketExhausted => Of(refusal, 403, "too_many_auth_attempts", CodeTokenPhrases.TooManyAttempts),
        RefusalKind.TooManyChallenges =>
            Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter) with
            {
                Text = CodeTokenPhrases.TooManyTokens,
                TokenCode = "too_many_code_tokens",
            },
        RefusalKind.CodeMalformed => Fault.Of(400, ErrorCode.Of(refusal.Kind), "code", FieldPhrases.Invalid),
        RefusalKind.CodeRequired => Fault.Of(400, ErrorCode.Of(refusal.Kind), "code", FieldPhrases.Required),
        RefusalKind.DeliveryFailed or RefusalKind.DeliveryRefused => NotSent(refusal, CodeTokenPhrases.NotSent),
        RefusalKind.TargetRequired or RefusalKind.TargetInvalid => route.IsFirstStep
            ? NotSent(refusal, CodeTokenPhrases.NoAddress)
            : Forbidden(refusal, CodeTokenPhrases.NoOwnAddress),
        RefusalKind.FreshProofRequired => Of(refusal, 403, "fresh_proof_required", CodeTokenPhrases.FreshProofRequired),
        RefusalKind.SessionInvalid => TokenRoutes.Dead,
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        RefusalKind.Locked or RefusalKind.AnswerTooEarly or RefusalKind.SendCooldown or RefusalKind.AddressThrottled =>
            Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter) with { TokenCode = "throttled" },
        _ => route.IsFirstStep
            ? Of(refusal, 403, "2fa_not_configured", CodeTokenPhrases.NotConfigured)
            : Forbidden(refusal, route.NoMethod),
    };

    /// <summary>Gives what every facade refuses alike its <c>code</c>, unless it is about members.</summary>
    public static Fault WithCode(Fault fault) =>
        fault.TokenCode is null && fault.Text is not null ? fault with { TokenCode = fault.ErrorCode } : fault;

    /// <summary>The message of the first step was not sent, in the words for that method.</summary>
    public static Fault NotSent(Refusal refusal, bool byEmail) => refusal.Kind switch
    {
        RefusalKind.DeliveryRefused when refusal.PublicMessage is { } own => NotSent(refusal, new Phrase(CodeTokenPhrases.SendingFailed, own)),
        RefusalKind.TargetRequired or RefusalKind.TargetInvalid =>
            NotSent(refusal, byEmail ? CodeTokenPhrases.NoEmailAddress : CodeTokenPhrases.NoAddress),
        _ => NotSent(refusal, byEmail ? CodeTokenPhrases.EmailNotSent : CodeTokenPhrases.NotSent),
    };

    /// <summary>The method is none that a login may be completed by.</summary>
    public static Fault NotTrusted(string kind) => new(403, "method_not_trusted")
    {
        Text = kind == TwoFactorMethods.None ? CodeTokenPhrases.DisablingNotAllowed : CodeTokenPhrases.MethodNotAllowed,
        TokenCode = "permission_denied",
    };

    private static Fault NotSent(Refusal refusal, Phrase text) => Of(refusal, 501, "verification_code_sending_failed", text);

    private static Fault Wrong(Refusal refusal, Phrase text) => Of(refusal, 401, "authentication_failed", text);

    private static Fault Forbidden(Refusal refusal, Phrase text) => Of(refusal, 403, "permission_denied", text);

    private static Fault Of(Refusal refusal, int status, string code, Phrase text) =>
        new(status, ErrorCode.Of(refusal.Kind)) { Text = text, TokenCode = code };
}
