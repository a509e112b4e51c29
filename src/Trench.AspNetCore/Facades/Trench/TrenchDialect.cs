using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// Every refusal in django-trench's words. Three keys are in use there: <c>error</c> for the rules, the name of a member for what is
/// wrong with it, <c>detail</c> for the framework, and <c>details</c> for what a dispatcher says. Ours adds <c>error_code</c>.
/// </summary>
internal static class TrenchDialect
{
    public static IResult Refuse(Refusal refusal, TrenchRoute route) => Translate(refusal, route);

    public static Fault Translate(Refusal refusal, TrenchRoute route) => refusal.Kind switch
    {
        RefusalKind.WrongCredentials => Error(refusal, TrenchPhrases.WrongCredentials),
        RefusalKind.TicketUnknown or RefusalKind.TicketExpired or RefusalKind.TicketUsed or RefusalKind.TicketExhausted =>
            Error(refusal, TrenchPhrases.DeadTicket, status: 401),
        RefusalKind.CodeWrong when route.CodeSignsIn => Error(refusal, TrenchPhrases.WrongLoginCode, status: 401),
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Member(refusal, "code", TrenchPhrases.BadCode),
        RefusalKind.CodeRequired => Member(refusal, "code", FieldPhrases.Required),
        RefusalKind.MethodUnknown or RefusalKind.MethodNotEnrolled or RefusalKind.MethodAlreadyActive or RefusalKind.MethodNotActive =>
            OfMethod(refusal, route),
        RefusalKind.EnrolmentAmbiguous => Member(refusal, "id", FieldPhrases.Required),
        RefusalKind.PrimaryInUse => Error(refusal, TrenchPhrases.PrimaryInUse),
        RefusalKind.NewPrimaryInvalid => Member(refusal, "new_primary_method", TrenchPhrases.NewPrimaryInvalid),
        RefusalKind.RegenerationNotAllowed => Error(refusal, TrenchPhrases.RegenerationNotAllowed),
        RefusalKind.TargetRequired => Member(refusal, refusal.Field ?? "target", FieldPhrases.Required),
        RefusalKind.TargetInvalid => Member(refusal, refusal.Field ?? "target", FieldPhrases.Invalid),
        RefusalKind.LabelInvalid => Member(refusal, "label", FieldPhrases.Invalid),
        RefusalKind.FreshProofRequired => Of(refusal, 403) with { Text = TrenchPhrases.FreshProofRequired },
        RefusalKind.DeliveryFailed => Details(refusal, TrenchPhrases.DeliveryFailed),
        RefusalKind.DeliveryRefused => Details(refusal, refusal.PublicMessage ?? TrenchPhrases.DeliveryRefused),
        RefusalKind.Locked or RefusalKind.AnswerTooEarly or RefusalKind.SendCooldown or RefusalKind.TooManyChallenges
            or RefusalKind.AddressThrottled => Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
        RefusalKind.SessionInvalid => Faults.TokenNotValid with { ErrorCode = ErrorCode.Of(refusal.Kind) },
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Kind, "A refusal without words here: give it some."),
    };

    private static Fault OfMethod(Refusal refusal, TrenchRoute route)
    {
        var text = refusal.Kind switch
        {
            RefusalKind.MethodAlreadyActive => TrenchPhrases.AlreadyActive,
            RefusalKind.MethodNotActive => TrenchPhrases.NotEnabled,
            _ => TrenchPhrases.NoSuchMethod,
        };
        return (route.MethodFaults, refusal.Kind) switch
        {
            (MethodFaultPlace.Code, _) => Member(refusal, "code", text),
            (MethodFaultPlace.MissingCode, _) => Translate(new Refusal(RefusalKind.CodeRequired), route),
            (MethodFaultPlace.Member, RefusalKind.MethodUnknown) => Member(refusal, "method", text),
            // django-trench repeats the value here; a name that is not configured is never echoed.
            (MethodFaultPlace.Choice, RefusalKind.MethodUnknown) => Member(refusal, "method", TrenchPhrases.NoSuchChoice),
            (MethodFaultPlace.Choice, RefusalKind.MethodNotEnrolled) => Member(refusal, "code", text),
            (MethodFaultPlace.Choice, _) => Error(refusal, TrenchPhrases.NewPrimaryInvalid),
            _ => Error(refusal, text),
        };
    }

    private static Fault Of(Refusal refusal, int status) => new(status, ErrorCode.Of(refusal.Kind));

    private static Fault Error(Refusal refusal, Phrase text, int status = 400) => Of(refusal, status) with { Key = "error", Text = text };

    private static Fault Details(Refusal refusal, Phrase text) => Of(refusal, 422) with { Key = "details", Text = text };

    private static Fault Member(Refusal refusal, string name, Phrase text) => Fault.Of(400, ErrorCode.Of(refusal.Kind), name, text);
}
