namespace Trench.EntityFrameworkCore;

/// <summary>Whose rows a commit locks: the account of one user, as far as it names one.</summary>
internal static class ChangeOwner
{
    public static string? Of(IEnumerable<Change> changes) => changes.Select(Of).FirstOrDefault(user => user is not null);

    private static string? Of(Change change) => change switch
    {
        EnsureAccount account => account.UserId,
        ChargeAccount account => account.UserId,
        ClearAccount account => account.UserId,
        RefundAccount account => account.UserId,
        OpenChallenge challenge => challenge.Row.UserId,
        CloseChallenges challenges => challenges.UserId,
        AddEnrolment enrolment => enrolment.Row.UserId,
        UseEnrolment enrolment => enrolment.UserId,
        RemoveEnrolment enrolment => enrolment.UserId,
        RemoveFactors factors => factors.UserId,
        ReplaceBackupCodes codes => codes.UserId,
        SpendBackupCode code => code.UserId,
        AddSession session => session.Row.UserId,
        EndSessions sessions => sessions.UserId,
        _ => null,
    };
}
