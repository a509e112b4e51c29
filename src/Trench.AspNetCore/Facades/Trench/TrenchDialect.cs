using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// Every refusal in django-trench's words. Three keys are in use there: <c>error</c> for the rules, the name of a member for what is
/// wrong with it, <c>detail</c> for the framework, and <c>details</c> for what a dispatcher says. Ours adds <c>error_code</c>.
/// </summary>
internal static class TrenchDialect
{
    private const string NoSuchMethod = "Requested MFA method does not exist.";
    private const string AlreadyActive = "MFA method already active.";
    private const string NotEnabled = "2FA is not enabled.";
    private const string BadCode = "Code invalid or expired.";

    public static IResult Refuse(Refusal refusal, TrenchRoute route) => Translate(refusal, route);

    public static Fault Translate(Refusal refusal, TrenchRoute route) => refusal.Kind switch
    {
        RefusalKind.WrongCredentials => Error(refusal, "Unable to login with provided credentials."),
        RefusalKind.TicketUnknown or RefusalKind.TicketExpired or RefusalKind.TicketUsed or RefusalKind.TicketExhausted =>
            Error(refusal, "Invalid or expired token.", status: 401),
        RefusalKind.CodeWrong when route.CodeSignsIn => Error(refusal, "Invalid or expired code.", status: 401),
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Member(refusal, "code", BadCode),
        RefusalKind.CodeRequired => Member(refusal, "code", FieldTexts.Required),
        RefusalKind.MethodUnknown or RefusalKind.MethodNotEnrolled or RefusalKind.MethodAlreadyActive or RefusalKind.MethodNotActive =>
            OfMethod(refusal, route),
        RefusalKind.EnrolmentAmbiguous => Member(refusal, "id", FieldTexts.Required),
        RefusalKind.PrimaryInUse => Error(refusal, "Deactivation of MFA method that is set as primary is not allowed."),
        RefusalKind.NewPrimaryInvalid => Member(refusal, "new_primary_method", "MFA Method selected as new primary method is not active"),
        RefusalKind.RegenerationNotAllowed => Error(refusal, "Backup codes regeneration is not allowed."),
        RefusalKind.TargetRequired => Member(refusal, refusal.Field ?? "target", FieldTexts.Required),
        RefusalKind.TargetInvalid => Member(refusal, refusal.Field ?? "target", FieldTexts.Invalid),
        RefusalKind.LabelInvalid => Member(refusal, "label", FieldTexts.Invalid),
        RefusalKind.FreshProofRequired => Of(refusal, 403) with { Text = "This change needs a code, or a second factor proven just now." },
        RefusalKind.DeliveryFailed => Details(refusal, "The message could not be sent. Try again later or use another method."),
        RefusalKind.DeliveryRefused => Details(refusal, refusal.PublicMessage ?? "The message could not be sent."),
        RefusalKind.Locked or RefusalKind.SendCooldown or RefusalKind.TooManyChallenges or RefusalKind.AddressThrottled =>
            Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
        RefusalKind.SessionInvalid => Faults.TokenNotValid with { ErrorCode = ErrorCode.Of(refusal.Kind) },
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "A refusal without words here: give it some."),
    };

    private static Fault OfMethod(Refusal refusal, TrenchRoute route)
    {
        var text = refusal.Kind switch
        {
            RefusalKind.MethodAlreadyActive => AlreadyActive,
            RefusalKind.MethodNotActive => NotEnabled,
            _ => NoSuchMethod,
        };
        return (route.MethodFaults, refusal.Kind) switch
        {
            (MethodFaultPlace.Code, _) => Member(refusal, "code", text),
            (MethodFaultPlace.Member, RefusalKind.MethodUnknown) => Member(refusal, "method", text),
            // django-trench repeats the value here; a name that is not configured is never echoed.
            (MethodFaultPlace.Choice, RefusalKind.MethodUnknown) => Member(refusal, "method", "The value is not a valid choice."),
            (MethodFaultPlace.Choice, RefusalKind.MethodNotEnrolled) => Member(refusal, "code", text),
            (MethodFaultPlace.Choice, _) => Error(refusal, "MFA Method selected as new primary method is not active"),
            _ => Error(refusal, text),
        };
    }

    private static Fault Of(Refusal refusal, int status) => new(status, ErrorCode.Of(refusal.Kind));

    private static Fault Error(Refusal refusal, string text, int status = 400) => Of(refusal, status) with { Key = "error", Text = text };

    private static Fault Details(Refusal refusal, string text) => Of(refusal, 422) with { Key = "details", Text = text };

    private static Fault Member(Refusal refusal, string name, string text) => Fault.Of(400, ErrorCode.Of(refusal.Kind), name, text);
}
