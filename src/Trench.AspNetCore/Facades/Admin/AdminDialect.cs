namespace Trench.AspNetCore;

/// <summary>Refusals of the administration. It has no ancestor: the words are our own.</summary>
internal static class AdminDialect
{
    public static Fault Translate(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.MethodNotEnrolled => Faults.NotFound,
        RefusalKind.FreshProofRequired => new Fault(403, ErrorCode.Of(refusal.Kind))
        {
            Text = "This change needs a code of yours, or a session that proved a second factor just now.",
        },
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Fault.Of(400, ErrorCode.Of(refusal.Kind), "code", "Code invalid or expired."),
        RefusalKind.Locked => Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        _ => new Fault(400, ErrorCode.Of(refusal.Kind)) { Text = "The change is not possible." },
    };
}
