using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// Every refusal in deux' words. Its serializers put a rule's fault into a list under the member, <c>non_field_errors</c> or <c>detail</c>; its
/// exceptions put theirs under <c>detail</c> as a plain text.
/// </summary>
internal static class DeuxDialect
{
    public static IResult Refuse(Refusal refusal, DeuxRoute route) => Translate(refusal, route);

    public static Fault Translate(Refusal refusal, DeuxRoute route) => refusal.Kind switch
    {
        RefusalKind.WrongCredentials => Listed(refusal, "non_field_errors", DeuxPhrases.WrongCredentials),
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Listed(refusal, route.CodeMember, route.BadCode),
        RefusalKind.CodeRequired => Listed(refusal, route.CodeMember, FieldPhrases.Required),

        // Deux makes the code of a secret of the user's, so that without a request it is just wrong.
        RefusalKind.MethodNotEnrolled => Listed(refusal, route.CodeMember, route.BadCode),
        RefusalKind.MethodAlreadyActive => Listed(refusal, "detail", DeuxPhrases.AlreadyEnabled),
        RefusalKind.MethodNotActive => Plain(refusal, route.NotEnabledKey, DeuxPhrases.NotEnabled),
        RefusalKind.MethodUnknown => Faults.NotFound with { ErrorCode = ErrorCode.Of(refusal.Kind) },
        RefusalKind.EnrolmentAmbiguous => Listed(refusal, "id", FieldPhrases.Required),
        RefusalKind.RegenerationNotAllowed => Plain(refusal, route.NotEnabledKey, DeuxPhrases.NoRecoveryCodes),
        RefusalKind.TargetRequired => Listed(refusal, refusal.Field ?? "detail", FieldPhrases.Required),
        RefusalKind.TargetInvalid => Listed(refusal, MemberOf(refusal, route), route.IsPhone ? DeuxPhrases.BadNumber : FieldPhrases.Invalid),
        RefusalKind.DeliveryFailed => Plain(refusal, "detail", FailureOf(route)),
        RefusalKind.DeliveryRefused => Plain(refusal, "detail", WordsOf(refusal, route)),
        RefusalKind.FreshProofRequired => Plain(refusal, "detail", DeuxPhrases.FreshProofRequired, status: 403),
        RefusalKind.Locked or RefusalKind.AnswerTooEarly or RefusalKind.SendCooldown or RefusalKind.TooManyChallenges
            or RefusalKind.AddressThrottled => Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
        RefusalKind.SessionInvalid => Faults.TokenNotValid with { ErrorCode = ErrorCode.Of(refusal.Kind) },
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },

        // What is left belongs to routes that other facades have; a ticket is never shown here.
        _ => Plain(refusal, "detail", HttpPhrases.BadRequest),
    };

    /// <summary>Both codes of a login at once.</summary>
    public static Fault BothCodes => Fault.Of(400, "both_codes", "non_field_errors", DeuxPhrases.BothCodes);

    // A phone is named as deux names it, whatever the member of the engine's method.
    private static string MemberOf(Refusal refusal, DeuxRoute route) => route.IsPhone ? DeuxPhone.Member : refusal.Field ?? "detail";

    private static string FailureOf(DeuxRoute route) => route.IsPhone ? DeuxPhrases.SmsFailed : DeuxPhrases.MessageFailed;

    // Deux has words of its own for a number that its provider refuses; what the application says itself is shown as it is.
    private static Phrase WordsOf(Refusal refusal, DeuxRoute route) =>
        refusal.Field is not null && route.IsPhone ? DeuxPhrases.BadNumber : refusal.PublicMessage ?? FailureOf(route);

    private static Fault Plain(Refusal refusal, string key, Phrase text, int status = 400) =>
        new(status, ErrorCode.Of(refusal.Kind)) { Key = key, Text = text };

    private static Fault Listed(Refusal refusal, string member, Phrase text) => Fault.Of(400, ErrorCode.Of(refusal.Kind), member, text);
}
