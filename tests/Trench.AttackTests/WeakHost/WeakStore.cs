namespace Trench.AttackTests;

/// <summary>The store with holes: what it is told to commit or was asked for is weakened on the way.</summary>
internal sealed class WeakStore(IMfaStore store, WeaknessSwitch weakness, SlowPost post) : IMfaStore
{
    public async Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes, CancellationToken cancellationToken, Func<CancellationToken, Task<bool>>? alongside = null)
    {
        Change[] weakened = [.. changes.SelectMany(change => WeakChanges.Of(weakness.Now, change, changes))];
        Change[] late = [.. weakened.Where(change => WeakChanges.IsLate(weakness.Now, change))];
        Change[] now = [.. weakened.Except(late)];
        var result = now.Length > 0 ? await store.CommitAsync(now, cancellationToken, alongside) : CommitResult.Committed;
        foreach (var change in result.Done ? late : [])
        {
            _ = await store.CommitAsync([change], CancellationToken.None);
        }

        foreach (var _ in result.Done ? changes.OfType<AddMessage>() : [])
        {
            post.Add();
        }

        return result;
    }

    public async Task<AskedChallenge?> FindChallengeAsync(string ticketHash, CancellationToken cancellationToken) =>
        await store.FindChallengeAsync(ticketHash, cancellationToken) is { } asked
            ? asked with { User = WithPendingMethods(Unlocked(asked.User)) }
            : null;

    public Task<Challenge?> FindOpenChallengeAsync(
        string userId, string purpose, string enrolmentId, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.FindOpenChallengeAsync(userId, purpose, enrolmentId, caller, now, cancellationToken);

    public async Task<UserFactors> FindUserAsync(string userId, CancellationToken cancellationToken) =>
        Unlocked(await store.FindUserAsync(userId, cancellationToken));

    public Task<BackupCode?> FindBackupCodeAsync(string userId, string hash, CancellationToken cancellationToken) =>
        store.FindBackupCodeAsync(userId, hash, cancellationToken);

    public Task<int> CountBackupCodesAsync(string userId, string? enrolmentId, CancellationToken cancellationToken) =>
        store.CountBackupCodesAsync(userId, enrolmentId, cancellationToken);

    public Task<IReadOnlyList<BackupCode>> ListImportedCodesAsync(string userId, CancellationToken cancellationToken) =>
        store.ListImportedCodesAsync(userId, cancellationToken);

    public Task<IReadOnlyList<string>> ListImportedShapesAsync(CancellationToken cancellationToken) =>
        store.ListImportedShapesAsync(cancellationToken);

    public Task<IReadOnlyList<DateTimeOffset>> ListSendsAsync(string key, int most, CancellationToken cancellationToken) =>
        store.ListSendsAsync(key, most, cancellationToken);

    public async Task<Session?> FindSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        await store.FindSessionAsync(sessionId, cancellationToken) is { } session
            ? session with { ProofUntil = weakness.Is(Weakness.EverySessionIsProven) ? session.ExpiresAt : session.ProofUntil }
            : null;

    public Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken) =>
        store.ListEventsAsync(filter, cancellationToken);

    public Task<IReadOnlyList<string>> ListEnrolledMethodsAsync(CancellationToken cancellationToken) =>
        store.ListEnrolledMethodsAsync(cancellationToken);

    private UserFactors Unlocked(UserFactors user) =>
        weakness.Is(Weakness.LocksStopWrongCodesOnly) && user.Factor is { } factor
            ? user with { Factor = factor with { LockedUntil = null } }
            : user;

    private UserFactors WithPendingMethods(UserFactors user) =>
        weakness.Is(Weakness.PendingMethodsAnswer)
            ? user with { Enrolments = [.. user.Enrolments.Select(enrolment => enrolment with { Status = EnrolmentStatus.Active })] }
            : user;
}
