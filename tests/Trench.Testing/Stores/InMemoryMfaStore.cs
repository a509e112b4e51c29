namespace Trench.Testing;

/// <summary>The reference store: what a commit means, in plain code under one lock. The databases must agree with it.</summary>
public sealed partial class InMemoryMfaStore : IMfaStore, IOutboxStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>All rows, for a test to look at.</summary>
    public Memory Rows { get; private set; } = Memory.Empty;

    /// <inheritdoc />
    public async Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task<bool>>? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfZero(changes.Count);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var rows = Rows;
            foreach (var change in changes)
            {
                if (Apply(rows, change) is not { } next)
                {
                    return new CommitResult(change);
                }

                rows = next;
            }

            if (alongside is not null && !await alongside(cancellationToken))
            {
                return new CommitResult(changes[^1]);
            }

            Rows = rows;
            return CommitResult.Committed;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private static Memory? Apply(Memory rows, Change change) => change switch
    {
        EnsureAccount c => AccountMemory.Apply(rows, c),
        ChargeAccount c => AccountMemory.Apply(rows, c),
        ClearAccount c => AccountMemory.Apply(rows, c),
        RefundAccount c => AccountMemory.Apply(rows, c),
        OpenChallenge c => ChallengeMemory.Apply(rows, c),
        ReplaceCode c => ChallengeMemory.Apply(rows, c),
        ForgetMessage c => ChallengeMemory.Apply(rows, c),
        PaceChallenge c => ChallengeMemory.Apply(rows, c),
        ChargeChallenge c => ChallengeMemory.Apply(rows, c),
        RefundChallenge c => ChallengeMemory.Apply(rows, c),
        SpendChallenge c => ChallengeMemory.Apply(rows, c),
        AnswerChallenge c => ChallengeMemory.Apply(rows, c),
        UseChallenge c => ChallengeMemory.Apply(rows, c),
        CloseChallenge c => ChallengeMemory.Apply(rows, c),
        CloseChallenges c => ChallengeMemory.Apply(rows, c),
        AddEnrolment c => EnrolmentMemory.Apply(rows, c),
        ReplacePendingFactor c => EnrolmentMemory.Apply(rows, c),
        DescribeEnrolment c => EnrolmentMemory.Apply(rows, c),
        ActivateEnrolment c => EnrolmentMemory.Apply(rows, c),
        RequestFactorChange c => EnrolmentMemory.Apply(rows, c),
        AcceptFactorChange c => EnrolmentMemory.Apply(rows, c),
        ExpireEnrolment c => EnrolmentMemory.Apply(rows, c),
        UseEnrolment c => EnrolmentMemory.Apply(rows, c),
        MakePrimary c => EnrolmentMemory.Apply(rows, c),
        RemoveEnrolment c => EnrolmentMemory.Apply(rows, c),
        RemoveFactors c => EnrolmentMemory.Apply(rows, c),
        PauseEnrolment c => EnrolmentMemory.Apply(rows, c),
        ReplaceBackupCodes c => LedgerMemory.Apply(rows, c),
        AddBackupCode c => LedgerMemory.Apply(rows, c),
        SpendBackupCode c => LedgerMemory.Apply(rows, c),
        SeedMethodConfig c => MethodConfigMemory.Apply(rows, c),
        AddMethodConfig c => MethodConfigMemory.Apply(rows, c),
        ChangeMethodConfig c => MethodConfigMemory.Apply(rows, c),
        AddMessage c => LedgerMemory.Apply(rows, c),
        RetryMessage c => LedgerMemory.Apply(rows, c),
        AbandonMessage c => LedgerMemory.Apply(rows, c),
        CountSend c => LedgerMemory.Apply(rows, c),
        RefundSends c => LedgerMemory.Apply(rows, c),
        AddSession c => LedgerMemory.Apply(rows, c),
        RotateSession c => LedgerMemory.Apply(rows, c),
        RenewProof c => LedgerMemory.Apply(rows, c),
        EndSession c => LedgerMemory.Apply(rows, c),
        EndSessions c => LedgerMemory.Apply(rows, c),
        AddEvents c => LedgerMemory.Apply(rows, c),
        _ => throw new NotSupportedException($"The store does not know the change {change.GetType().Name}."),
    };
}
