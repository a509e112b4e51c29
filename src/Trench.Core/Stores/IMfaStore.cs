namespace Trench;

/// <summary>The engine's memory. One door to write: a list of conditional changes, all or nothing. Reads track nothing and take no lock.</summary>
/// <remarks>
/// An implementation passes the <c>StoreContract</c> of the test kit. A database that is away, busy or full shows as <see cref="StoreUnavailableException"/>.
/// Rows are locked in the order of the list. Callers keep one order, so that two commits rarely wait for each other crosswise: account, challenge, backup code
/// or enrolment, counted messages, message, events, session.
/// </remarks>
public interface IMfaStore
{
    /// <summary>
    /// Applies all changes in order in one transaction, or none. <paramref name="alongside"/> runs inside the transaction after the changes, for what the
    /// application stores with them; when it returns false, nothing is committed and its last change counts as lost.
    /// </summary>
    Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task<bool>>? alongside = null);

    /// <summary>The challenge of a ticket with its user's factors, in one query; null when no such ticket was ever issued. Expired and spent ones are returned.</summary>
    Task<AskedChallenge?> FindChallengeAsync(string ticketHash, CancellationToken cancellationToken);

    /// <summary>
    /// The newest challenge of the user that is open, unexpired and has attempts left, for this purpose and enrolment, of the caller's facade and client; null
    /// without.
    /// </summary>
    Task<Challenge?> FindOpenChallengeAsync(
        string userId,
        string purpose,
        string enrolmentId,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>When the first of the user's open challenges of this purpose and facade expires that has not yet; null without.</summary>
    Task<DateTimeOffset?> FindFirstExpiryAsync(
        string userId, string purpose, string facade, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A user's enrolments and counters, in one query. Empty for an unknown user.</summary>
    Task<UserFactors> FindUserAsync(string userId, CancellationToken cancellationToken);

    /// <summary>A backup code of the user by its hash, spent or not; null without.</summary>
    Task<BackupCode?> FindBackupCodeAsync(string userId, string hash, CancellationToken cancellationToken);

    /// <summary>The versions of the pepper in the user's unspent backup codes, each once.</summary>
    Task<IReadOnlyList<string>> ListPeppersAsync(string userId, CancellationToken cancellationToken);

    /// <summary>How many backup codes of a set are unspent.</summary>
    Task<int> CountBackupCodesAsync(string userId, string? enrolmentId, CancellationToken cancellationToken);

    /// <summary>The user's unspent backup codes that have a shape of their own, oldest first: those that an import brought.</summary>
    Task<IReadOnlyList<BackupCode>> ListImportedCodesAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// The shapes of all imported backup codes. Asked for whatever looks like no code at all, also by strangers: its cost must not grow with the number of codes.
    /// </summary>
    Task<IReadOnlyList<string>> ListImportedShapesAsync(CancellationToken cancellationToken);

    /// <summary>When the newest messages of a key were counted, newest first; at most so many.</summary>
    Task<IReadOnlyList<DateTimeOffset>> ListSendsAsync(string key, int most, CancellationToken cancellationToken);

    /// <summary>A session; null without. Ended and expired ones are returned.</summary>
    Task<Session?> FindSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>The newest events that fit, newest first.</summary>
    Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken);

    /// <summary>The names of methods that have active enrolments.</summary>
    Task<IReadOnlyList<string>> ListEnrolledMethodsAsync(CancellationToken cancellationToken);

    /// <summary>All offered methods in order of their places.</summary>
    Task<IReadOnlyList<MethodConfig>> ListMethodConfigsAsync(CancellationToken cancellationToken);

    /// <summary>The newest challenges whose purpose begins with <c>confirm:</c> that fit, newest first, whatever became of them.</summary>
    Task<IReadOnlyList<Challenge>> ListConfirmationsAsync(ConfirmationFilter filter, CancellationToken cancellationToken);
}

/// <summary>
/// The worker's side of the outbox: leases, and what became of an attempt that nothing else hangs on. A failed one is an event and may take back what
/// was counted: all of it is one commit, with <see cref="RetryMessage"/> or <see cref="AbandonMessage"/>.
/// </summary>
public interface IOutboxStore
{
    /// <summary>
    /// Leases up to <paramref name="most"/> queued messages that are due and not leased, each by one conditional statement, so that two workers never
    /// hold the same one. The attempt that begins with the lease is already counted in the rows. Messages past their end are leased too, to be abandoned.
    /// </summary>
    Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
        string owner,
        int most,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken);

    /// <summary>
    /// Gives back all messages that the owner holds, and the attempts that did not begin: its process ends. How many they were.
    /// </summary>
    Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Marks a message sent and erases its body. False when the lease is not the owner's any more.</summary>
    Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the message back for a later attempt and takes this one back: nobody was asked. False when the lease is not the owner's any more.
    /// </summary>
    Task<bool> MarkPostponedAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken);
}

/// <summary>What a user has: every enrolment, whatever its status, and both counters.</summary>
/// <param name="Enrolments">The enrolments in order of creation.</param>
/// <param name="Factor">The counters of codes; null before the first enrolment.</param>
/// <param name="Backup">The counters and salt of backup codes; null before the first set.</param>
public sealed record UserFactors(IReadOnlyList<Enrolment> Enrolments, Account? Factor, Account? Backup)
{
    /// <summary>Nothing.</summary>
    public static readonly UserFactors None = new([], null, null);

    /// <summary>The enrolments that demand and answer a second step.</summary>
    public IEnumerable<Enrolment> Active => Enrolments.Where(enrolment => enrolment.Status == EnrolmentStatus.Active);

    /// <summary>The counters of a kind.</summary>
    public Account? Account(AccountKind kind) => kind == AccountKind.Factor ? Factor : Backup;
}

/// <summary>Which events are asked for.</summary>
/// <param name="UserId">Whom they concern; null for everyone.</param>
/// <param name="Take">How many at most.</param>
public sealed record EventFilter(string? UserId, int Take)
{
    /// <summary>One of <see cref="EventNames"/>; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>The id of an event: only older ones are wanted. None is older than an unknown one.</summary>
    public string? BeforeId { get; init; }
}

/// <summary>Which confirmations are asked for.</summary>
/// <param name="Take">How many at most.</param>
public sealed record ConfirmationFilter(int Take)
{
    /// <summary>Whom they ask; null for everyone and nobody.</summary>
    public string? UserId { get; init; }

    /// <summary>The action; null for any.</summary>
    public string? Action { get; init; }

    /// <summary>The state; null for any. Time is not looked at: an expired one may be open.</summary>
    public ChallengeState? State { get; init; }

    /// <summary>The id of a challenge: only older ones are wanted. None is older than an unknown one.</summary>
    public string? BeforeId { get; init; }
}

/// <summary>A challenge and its user's factors.</summary>
public sealed record AskedChallenge(Challenge Challenge, UserFactors User);

/// <summary>The store cannot answer now: the request is refused with 503, nothing is decided, nothing is lost.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreUnavailableException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
