namespace Trench.AspNetCore;

/// <summary>
/// The stable machine code of a refusal, the same in every facade. Written out, so that renaming a kind does not change the wire.
/// </summary>
internal static class ErrorCode
{
    public static string Of(RefusalKind kind) => kind switch
    {
        RefusalKind.WrongCredentials => "wrong_credentials",
        RefusalKind.AddressThrottled => "address_throttled",
        RefusalKind.CodeMalformed => "code_malformed",
        RefusalKind.CodeWrong => "code_wrong",
        RefusalKind.CodeRequired => "code_required",
        RefusalKind.TicketUnknown => "ticket_unknown",
        RefusalKind.TicketExpired => "ticket_expired",
        RefusalKind.TicketUsed => "ticket_used",
        RefusalKind.TicketExhausted => "ticket_exhausted",
        RefusalKind.Locked => "locked",
        RefusalKind.AnswerTooEarly => "answer_too_early",
        RefusalKind.SendCooldown => "send_cooldown",
        RefusalKind.TooManyChallenges => "too_many_challenges",
        RefusalKind.MethodUnknown => "method_unknown",
        RefusalKind.MethodNotEnrolled => "method_not_enrolled",
        RefusalKind.MethodAlreadyActive => "method_already_active",
        RefusalKind.MethodNotActive => "method_not_active",
        RefusalKind.EnrolmentAmbiguous => "enrolment_ambiguous",
        RefusalKind.PrimaryInUse => "primary_in_use",
        RefusalKind.NewPrimaryInvalid => "new_primary_invalid",
        RefusalKind.RegenerationNotAllowed => "regeneration_not_allowed",
        RefusalKind.FreshProofRequired => "fresh_proof_required",
        RefusalKind.TargetRequired => "target_required",
        RefusalKind.TargetInvalid => "target_invalid",
        RefusalKind.LabelInvalid => "label_invalid",
        RefusalKind.DeliveryFailed => "delivery_failed",
        RefusalKind.DeliveryRefused => "delivery_refused",
        RefusalKind.SessionInvalid => "session_invalid",
        RefusalKind.Unavailable => "unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal without a machine code: give it one here."),
    };
}
