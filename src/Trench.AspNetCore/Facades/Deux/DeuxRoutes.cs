using static Trench.RefusalKind;

namespace Trench.AspNetCore;

/// <summary>The facade's table of routes: paths, what they answer, what they may refuse.</summary>
internal static class DeuxRoutes
{
    private static readonly RefusalKind[] BadCode = [CodeMalformed, CodeWrong, Locked, Unavailable];
    private static readonly RefusalKind[] BadLogin = [.. BadCode, WrongCredentials, AddressThrottled, TargetRequired, TargetInvalid];

    public static readonly DeuxRoute Status = new("", "Whether a second factor is on.", DeuxTexts.Status);

    public static readonly DeuxRoute Disable = new("", "Removes all methods and backup codes.", DeuxTexts.Done)
    {
        Refusals = [.. BadCode, MethodNotActive, FreshProofRequired],
    };

    public static readonly DeuxRoute Request = new("{method}/request", "Sends the code that a new method is proven with.", DeuxTexts.Status)
    {
        Refusals =
        [
            .. BadCode, MethodUnknown, MethodAlreadyActive, TargetRequired, TargetInvalid, DeliveryFailed, DeliveryRefused, FreshProofRequired,
            SendCooldown,
        ],
    };

    public static readonly DeuxRoute Verify = new("{method}/verify", "Proves a new method with its code.", DeuxTexts.Status)
    {
        CodeMember = "mfa_code",
        Refusals = [.. BadCode, MethodUnknown, MethodNotEnrolled, MethodAlreadyActive, EnrolmentAmbiguous, FreshProofRequired],
    };

    public static readonly DeuxRoute Recovery = new("recovery", "Shows one more backup code.", DeuxTexts.Recovery)
    {
        NotEnabledKey = "backup_code",
        Refusals = [MethodNotActive, RegenerationNotAllowed, FreshProofRequired, Unavailable],
    };

    public static readonly DeuxRoute Login = new(
        "authtoken/login", "User name and password, and where it is asked for a code, in one request.", DeuxTexts.Login)
    {
        CodeMember = "non_field_errors",
        Refusals = BadLogin,
        OwnFaults = [DeuxDialect.BothCodes],
    };

    public static readonly DeuxRoute Token = new(
        "oauth2/token", "The OAuth 2.0 token endpoint: password and refresh grants of registered clients.", DeuxTexts.Token)
    {
        Refusals = BadLogin,
        OwnFaults = OAuthDialect.OwnFaults,
    };
}
