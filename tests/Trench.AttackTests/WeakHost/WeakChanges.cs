namespace Trench.AttackTests;

/// <summary>What becomes of a change under a weakness.</summary>
internal static class WeakChanges
{
    private static readonly AccountLimits None = new(LockAfter: null, PerDay: null, PerWindow: null);

    /// <summary>Whether it is left out of the commit and made afterwards, whatever happened meanwhile.</summary>
    public static bool IsLate(Weakness weakness, Change change) => (weakness, change) switch
    {
        (Weakness.BackupCodesAreReadThenWritten, SpendBackupCode) => true,
        (Weakness.TicketsAreReadThenWritten, SpendChallenge) => true,
        (Weakness.BudgetsAreReadThenWritten, ChargeAccount or ChargeChallenge) => true,
        _ => false,
    };

    /// <summary>What is committed in its place.</summary>
    public static IEnumerable<Change> Of(Weakness weakness, Change change, IReadOnlyList<Change> commit) => (weakness, change) switch
    {
        (Weakness.NoStepIsStored, UseEnrolment use) => [use with { Counter = null }],
        (Weakness.NoStepIsStored, ActivateEnrolment activation) => [activation with { Counter = -1 }],
        (Weakness.BudgetsBelongToTickets, ChargeAccount or ClearAccount or RefundAccount) => [],
        (Weakness.BudgetsBelongToAccounts, ChargeChallenge) => [],
        (Weakness.LocksStopWrongCodesOnly, ClearAccount) => [],
        (Weakness.PendingMethodsAnswer, UseEnrolment) => [],
        (Weakness.OldBackupCodesStay, ReplaceBackupCodes codes) => [codes with { EnrolmentId = "no such set" }],
        (Weakness.MessagesClearTheCount, ReplaceCode code) => [code, .. Cleared(code), .. Cleared(code, commit)],
        (Weakness.MessagesClearTheTicket, ReplaceCode code) => [code, .. Cleared(code)],
        _ => [change],
    };

    private static IEnumerable<Change> Cleared(ReplaceCode code) => Enumerable.Repeat(new RefundChallenge(code.ChallengeId), 5);

    private static IEnumerable<Change> Cleared(ReplaceCode code, IReadOnlyList<Change> commit) =>
    [
        .. commit.OfType<AddMessage>().Select(message => message.Row.UserId).OfType<string>()
            .Select(user => new ClearAccount(user, AccountKind.Factor, None, ChargedAt: null, code.Now)),
    ];
}
