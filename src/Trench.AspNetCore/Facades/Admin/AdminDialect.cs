namespace Trench.AspNetCore;

/// <summary>Refusals of the administration. It has no ancestor: the words are our own.</summary>
internal static class AdminDialect
{
    public static Fault Translate(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.MethodNotEnrolled => Faults.NotFound,
        RefusalKind.FreshProofRequired => new Fault(403, ErrorCode.Of(refusal.Kind))
        {
            Text = AdminPhrases.FreshProofRequired,
        },
        RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Fault.Of(400, ErrorCode.Of(refusal.Kind), "code", AdminPhrases.BadCode),
        RefusalKind.Locked => Faults.Throttled(ErrorCode.Of(refusal.Kind), refusal.RetryAfter),
        RefusalKind.Unavailable => Faults.Unavailable with { RetryAfter = refusal.RetryAfter ?? Faults.Unavailable.RetryAfter },
        _ => new Fault(400, ErrorCode.Of(refusal.Kind)) { Text = AdminPhrases.NotPossible },
    };
}
