namespace Trench.Testing;

/// <summary>The questions of the reference store.</summary>
public sealed partial class InMemoryMfaStore
{
    /// <inheritdoc />
    public Task<AskedChallenge?> FindChallengeAsync(string ticketHash, CancellationToken cancellationToken)
    {
        var rows = Rows;
        return Task.FromResult(rows.Tickets.TryGetValue(ticketHash, out var id) && rows.Challenges.TryGetValue(id, out var row)
            ? new AskedChallenge(row, FactorsOf(rows, row.UserId))
            : null);
    }

    /// <inheritdoc />
    public Task<Challenge?> FindOpenChallengeAsync(
        string userId,
        string purpose,
        string enrolmentId,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Challenges.Values
            .Where(row => (row.UserId, row.Purpose, row.EnrolmentId) == (userId, purpose, enrolmentId))
            .Where(row => (row.Facade, row.Client) == (caller.Facade, caller.Client))
            .Where(row => row.State == ChallengeState.Open && row.ExpiresAt > now && row.Attempts < row.MaxAttempts)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal)
            .FirstOrDefault());

    /// <inheritdoc />
    public Task<DateTimeOffset?> FindFirstExpiryAsync(
        string userId, string purpose, string facade, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Challenges.Values
            .Where(row => (row.UserId, row.Purpose, row.Facade) == (userId, purpose, facade))
            .Where(row => row.State == ChallengeState.Open && row.ExpiresAt > now)
            .Min(row => (DateTimeOffset?)row.ExpiresAt));

    /// <inheritdoc />
    public Task<UserFactors> FindUserAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(FactorsOf(Rows, userId));

    /// <inheritdoc />
    public Task<BackupCode?> FindBackupCodeAsync(string userId, string hash, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.BackupCodes.GetValueOrDefault((userId, hash)));

    /// <inheritdoc />
    public Task<int> CountBackupCodesAsync(string userId, string? enrolmentId, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.BackupCodes.Values.Count(row => row.UserId == userId && row.EnrolmentId == enrolmentId && row.UsedAt is null));

    /// <inheritdoc />
    public Task<IReadOnlyList<BackupCode>> ListImportedCodesAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BackupCode>>([.. Rows.BackupCodes.Values
            .Where(row => row.UserId == userId && row.Shape is not null && row.UsedAt is null)
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id, StringComparer.Ordinal)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListImportedShapesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Rows.BackupCodes.Values.Select(row => row.Shape).OfType<string>().Distinct()]);

    /// <inheritdoc />
    public Task<IReadOnlyList<DateTimeOffset>> ListSendsAsync(string key, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DateTimeOffset>>(
            [.. Rows.Sends.Where(sent => sent.Key == key).Select(sent => sent.At).OrderDescending().Take(most)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListPeppersAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Rows.BackupCodes.Values
            .Where(row => row.UserId == userId && row.UsedAt is null)
            .Select(row => row.PepperId)
            .Distinct()
            .Order(StringComparer.Ordinal)]);

    /// <inheritdoc />
    public Task<Session?> FindSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Sessions.GetValueOrDefault(sessionId));

    /// <inheritdoc />
    public Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var newestFirst = Rows.Events
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal)
            .AsEnumerable();
        var older = filter.BeforeId is null ? newestFirst : newestFirst.SkipWhile(row => row.Id != filter.BeforeId).Skip(1);
        return Task.FromResult<IReadOnlyList<MfaEvent>>([.. older
            .Where(row => filter.UserId is null || row.UserId == filter.UserId)
            .Where(row => filter.Name is null || row.Name == filter.Name)
            .Take(filter.Take)]);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListEnrolledMethodsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Rows.Enrolments.Values
            .Where(row => row.Status == EnrolmentStatus.Active)
            .Select(row => row.Method)
            .Distinct()
            .Order(StringComparer.Ordinal)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<MethodConfig>> ListMethodConfigsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MethodConfig>>([.. Rows.MethodConfigs.Values
            .OrderBy(row => row.Place)
            .ThenBy(row => row.CreatedAt)
            .ThenBy(row => row.Id, StringComparer.Ordinal)]);

    /// <inheritdoc />
    public Task<IReadOnlyList<Challenge>> ListConfirmationsAsync(ConfirmationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var newestFirst = Rows.Challenges.Values
            .Where(row => row.Purpose.StartsWith(Purposes.Confirm(filter.Action ?? ""), StringComparison.Ordinal))
            .Where(row => filter.Action is null || row.Purpose == Purposes.Confirm(filter.Action))
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal)
            .AsEnumerable();
        var before = filter.BeforeId is { } id && Rows.Challenges.TryGetValue(id, out var last) ? last : null;
        return Task.FromResult<IReadOnlyList<Challenge>>([.. newestFirst
            .Where(row => filter.BeforeId is null || (before is not null && IsOlder(row, before)))
            .Where(row => filter.UserId is null || row.UserId == filter.UserId)
            .Where(row => filter.State is null || row.State == filter.State)
            .Take(filter.Take)]);
    }

    private static bool IsOlder(Challenge row, Challenge than) => row.CreatedAt == than.CreatedAt
        ? string.CompareOrdinal(row.Id, than.Id) < 0
        : row.CreatedAt < than.CreatedAt;

    private static UserFactors FactorsOf(Memory rows, string? userId) =>
        userId is null
            ? UserFactors.None
            : new UserFactors(
                [.. rows.EnrolmentsOf(userId).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal)],
                rows.Accounts.GetValueOrDefault((userId, AccountKind.Factor)),
                rows.Accounts.GetValueOrDefault((userId, AccountKind.Backup)));
}
