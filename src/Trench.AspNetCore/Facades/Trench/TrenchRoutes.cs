using static Trench.RefusalKind;

namespace Trench.AspNetCore;

/// <summary>The facade's table of routes: paths, what they answer, what they may refuse.</summary>
internal static class TrenchRoutes
{
    private static readonly RefusalKind[] DeadTicket = [TicketUnknown, TicketExpired, TicketUsed, TicketExhausted];
    private static readonly RefusalKind[] BadCode = [CodeMalformed, CodeWrong, Locked, Unavailable];
    private static readonly RefusalKind[] NotSent = [DeliveryFailed, DeliveryRefused, Unavailable];
    private static readonly RefusalKind[] BadChoice = [MethodUnknown, MethodNotEnrolled, EnrolmentAmbiguous];

    public static readonly TrenchRoute Login = new(
        "login", "Checks user name and password: tokens, or a ticket for the second step.", TrenchTexts.Login)
    {
        Refusals = [WrongCredentials, AddressThrottled, TargetRequired, TargetInvalid, Unavailable],
    };

    public static readonly TrenchRoute LoginCode = new("login/code", "Answers the ticket with a code or a backup code.", TrenchTexts.Tokens)
    {
        CodeSignsIn = true,
        Refusals = [.. BadCode, .. DeadTicket],
    };

    public static readonly TrenchRoute LoginResend = new(
        "login/code/request", "Sends the login's code again, or through another of the user's methods.", TrenchTexts.Notified)
    {
        MethodFaults = MethodFaultPlace.Member,
        Refusals = [.. DeadTicket, .. BadChoice, .. NotSent, TargetRequired, TargetInvalid, SendCooldown, Locked],
    };

    public static readonly TrenchRoute TokenLogin = Login with
    {
        Pattern = "token/login",
        Summary = "The same for django-trench's other flavour: the token is one, opaque and not refreshed.",
        Answer = TrenchTexts.TokenLogin,
    };

    public static readonly TrenchRoute TokenLoginCode = LoginCode with
    {
        Pattern = "token/login/code",
        Summary = "Answers the ticket of either login with a code or a backup code.",
        Answer = TrenchTexts.Token,
    };

    public static readonly TrenchRoute Activate = new(
        "{method}/activate",
        "Begins to add a method, or with the id of an active one to replace its secret or address.",
        TrenchTexts.Notified)
    {
        Refusals =
        [
            .. BadCode, .. NotSent, MethodUnknown, MethodNotEnrolled, MethodAlreadyActive, TargetRequired, TargetInvalid, LabelInvalid,
            FreshProofRequired, SendCooldown,
        ],
    };

    public static readonly TrenchRoute Confirm = new(
        "{method}/activate/confirm", "Proves a new method with its code and shows its backup codes once.", TrenchTexts.BackupCodes)
    {
        MethodFaults = MethodFaultPlace.Code,
        Refusals = [.. BadCode, .. BadChoice, MethodAlreadyActive, FreshProofRequired],
    };

    public static readonly TrenchRoute Deactivate = new("{method}/deactivate", "Removes a method.", TrenchTexts.Done)
    {
        MethodFaults = MethodFaultPlace.Code,
        Refusals =
        [
            .. BadCode, .. BadChoice, .. NotSent, SendCooldown, CodeRequired, MethodNotActive, PrimaryInUse, NewPrimaryInvalid,
            FreshProofRequired,
        ],
    };

    public static readonly TrenchRoute Regenerate = new(
        "{method}/codes/regenerate", "Replaces the method's backup codes and shows the new ones once.", TrenchTexts.BackupCodes)
    {
        MethodFaults = MethodFaultPlace.Code,
        Refusals = [.. BadCode, .. BadChoice, CodeRequired, MethodNotActive, RegenerationNotAllowed, FreshProofRequired],
    };

    public static readonly TrenchRoute RegenerateNamed = Regenerate with
    {
        Pattern = "mfa/codes/regenerate",
        Summary = "The same with the method's name in the body: the path of django-trench 0.2.",
    };

    public static readonly TrenchRoute RequestCode = new(
        "code/request", "Sends a code that pays for one protected change.", TrenchTexts.Notified)
    {
        MethodFaults = MethodFaultPlace.Member,
        Refusals = [.. BadChoice, .. NotSent, SendCooldown, Locked],
    };

    public static readonly TrenchRoute ChangePrimary = new(
        "mfa/change-primary-method", "Makes another active method the one that login asks first.", TrenchTexts.Done)
    {
        MethodFaults = MethodFaultPlace.Choice,
        Refusals = [.. BadCode, .. BadChoice, MethodNotActive],
    };

    public static readonly TrenchRoute Config = new("mfa/config", "What is configured. Nothing about any user.", TrenchTexts.Config);

    public static readonly TrenchRoute ActiveMethods = new(
        "mfa/user-active-methods", "The user's own active methods.", TrenchTexts.Methods);

    public static readonly TrenchRoute ForgetDevices = new(
        "mfa/forget-devices", "Forgets the user's remembered devices: each login takes a second step again.", TrenchTexts.Done);

    public static readonly TrenchRoute Logout = new("logout", "Ends the session of the access token.", TrenchTexts.Done);

    public static readonly TrenchRoute TokenLogout = Logout with { Pattern = "token/logout" };

    public const string Refresh = "token/refresh";

    public const string Verify = "token/verify";
}
