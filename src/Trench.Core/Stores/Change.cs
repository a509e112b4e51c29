namespace Trench;

/// <summary>
/// One conditional write. A commit is a list of changes, all or nothing: each is decided by the store in one statement, never by
/// read-then-write, so that of any number of simultaneous attempts exactly one wins. A change whose condition does not hold is <em>lost</em>.
/// Where the application ties these rows to its users, any change that would add a row of a user who is gone is lost, too.
/// </summary>
public abstract record Change;

/// <summary>What became of a commit.</summary>
/// <param name="Lost">The first change whose condition did not hold; null when everything is committed.</param>
public readonly record struct CommitResult(Change? Lost)
{
    /// <summary>Everything is committed.</summary>
    public static readonly CommitResult Committed = new(null);

    /// <summary>Whether everything is committed. Otherwise nothing is.</summary>
    public bool Done => Lost is null;
}

/// <summary>Makes sure the counters of a user exist, with a salt where one is given and none is stored. Never lost.</summary>
public sealed record EnsureAccount(string UserId, AccountKind Kind, string? Salt, DateTimeOffset Now) : Change;

/// <summary>
/// Opens a challenge. With a <paramref name="LiveLimit"/> of n at most n unexpired challenges of the same user, purpose and facade stay open: the oldest
/// are closed, or, when <paramref name="RefuseOverLimit"/>, the change is lost. Lost too when its ticket is not new, or, with a
/// <paramref name="Cooldown"/>, while an open one of the same user, purpose, facade, client and enrolment has a message that is younger. Without
/// a user there is no limit.
/// </summary>
public sealed record OpenChallenge(Challenge Row, int? LiveLimit, bool RefuseOverLimit, TimeSpan? Cooldown = null) : Change;

/// <summary>
/// Puts a new code (or another method) on an open challenge: the old code dies, the attempts stay. Lost when the challenge is not open, is
/// expired or out of attempts, or, when it <paramref name="SendsMessage"/>, when its last message is younger than <paramref name="Cooldown"/>.
/// </summary>
public sealed record ReplaceCode(
    string ChallengeId,
    string EnrolmentId,
    string Method,
    string? CodeHash,
    DateTimeOffset? CodeExpiresAt,
    bool SendsMessage,
    TimeSpan Cooldown,
    DateTimeOffset Now) : Change;

/// <summary>
/// Takes back the time of a challenge's last message, which came to nothing, so that the next one need not wait; not when another message was
/// written after <paramref name="SentBy"/>. The code stays good: the message may have arrived all the same. Never lost.
/// </summary>
public sealed record ForgetMessage(string ChallengeId, DateTimeOffset SentBy) : Change;

/// <summary>
/// Lets one answer pass and none other for as long as <paramref name="Pause"/>. Lost when the last one passed less than that ago, which does not make the pause longer,
/// or when the challenge is not open or is expired.
/// </summary>
public sealed record PaceChallenge(string ChallengeId, TimeSpan Pause, DateTimeOffset Now) : Change;

/// <summary>Counts one attempt. Lost when the challenge is not open, is expired or has no attempt left.</summary>
public sealed record ChargeChallenge(string ChallengeId, DateTimeOffset Now) : Change;

/// <summary>Takes back one attempt after a right answer or a failure of the infrastructure. Never lost.</summary>
public sealed record RefundChallenge(string ChallengeId) : Change;

/// <summary>
/// Open to Spent. Lost when the challenge is not open, is expired, has no attempt left (unless <paramref name="Charged"/>: the attempt was already
/// counted, and is taken back now), or, with a <paramref name="CodeHash"/>, when that is no longer its code.
/// </summary>
public sealed record SpendChallenge(string ChallengeId, string? CodeHash, bool Charged, DateTimeOffset Now) : Change;

/// <summary>Open to Answered, under the conditions of <see cref="SpendChallenge"/>; stores what was proven.</summary>
public sealed record AnswerChallenge(string ChallengeId, string? CodeHash, bool Charged, string? SealedData, DateTimeOffset Now) : Change;

/// <summary>Answered to Spent. Lost when it is not answered or is expired.</summary>
public sealed record UseChallenge(string ChallengeId, DateTimeOffset Now) : Change;

/// <summary>Closes one challenge that is open or answered. Never lost.</summary>
public sealed record CloseChallenge(string ChallengeId) : Change;

/// <summary>Closes the open and answered challenges of a user: of one enrolment or all of them, of one purpose or all of them. Never lost.</summary>
public sealed record CloseChallenges(string UserId, string? EnrolmentId, string? Purpose = null) : Change;

/// <summary>
/// Counts one wrong answer and sets the lock that follows from it. Lost when the account is locked or has no budget left; a missing row is lost too.
/// </summary>
public sealed record ChargeAccount(string UserId, AccountKind Kind, AccountLimits Limits, DateTimeOffset Now) : Change
{
    /// <summary>
    /// With it the charge is lost, too, when it would bring something else: the account is not any more what it was when it was read, and what
    /// is told of the charge in the same commit would be wrong.
    /// </summary>
    public ChargeOutcome? Foreseen { get; init; }
}

/// <summary>What one more wrong answer brings.</summary>
/// <param name="Lock">The lock; zero for none.</param>
/// <param name="FillsWindow">Whether it is the last one that the rolling window allows.</param>
public sealed record ChargeOutcome(TimeSpan Lock, bool FillsWindow);

/// <summary>
/// A right answer: clears the wrong answers in a row. Lost when the account is locked or has no budget left (nothing is evaluated then), unless
/// <paramref name="ChargedAt"/> is given: then the charge made at that instant is taken back too.
/// </summary>
public sealed record ClearAccount(string UserId, AccountKind Kind, AccountLimits Limits, DateTimeOffset? ChargedAt, DateTimeOffset Now) : Change;

/// <summary>Takes back the charge made at <paramref name="ChargedAt"/> after a failure of the infrastructure. Never lost.</summary>
public sealed record RefundAccount(string UserId, AccountKind Kind, AccountLimits Limits, DateTimeOffset ChargedAt) : Change;

/// <summary>Adds a pending enrolment, in place of an abandoned pending one of the same user, method and label. Lost when an active or paused one has them.</summary>
public sealed record AddEnrolment(Enrolment Row) : Change;

/// <summary>
/// Puts another secret or target in the place of a pending one's and closes the challenges that were to prove the old one. Lost when the enrolment is not pending.
/// </summary>
public sealed record ReplacePendingFactor(
    string EnrolmentId, string UserId, string? SealedFactor, string? TargetHint, DateTimeOffset Until) : Change;

/// <summary>Names an enrolment anew and says how a pending one starts. Lost when it is gone, or when another one of the user and method has the label.</summary>
public sealed record DescribeEnrolment(string EnrolmentId, string UserId, string Label, bool StartsPaused, bool StartsPrimary) : Change;

/// <summary>
/// Pending to Active, or to Paused where it <see cref="Enrolment.StartsPaused"/>; an active one is primary when the user has no active primary. <paramref name="SealedFactor"/> and <paramref name="Reference"/> replace
/// what is stored unless null. Lost when it is not pending, is expired, its factor is no longer <paramref name="ExpectedFactor"/>, or the reference is taken.
/// </summary>
public sealed record ActivateEnrolment(
    string EnrolmentId,
    string UserId,
    string? ExpectedFactor,
    long Counter,
    string? SealedFactor,
    string? Reference,
    DateTimeOffset Now) : Change;

/// <summary>
/// Puts a new secret or target beside the present one, and closes the challenges that were to prove an earlier one: its code must not prove this one. Lost when the
/// enrolment is pending or gone.
/// </summary>
public sealed record RequestFactorChange(string EnrolmentId, string UserId, string PendingFactor, string? PendingHint, DateTimeOffset Until) : Change;

/// <summary>
/// The pending factor takes the present one's place, and <paramref name="Reference"/> that of the stored one unless null. The enrolment's open challenges are
/// closed: their codes went to the old address. Lost when
/// <paramref name="PendingFactor"/> is no longer the pending one or is expired, or the reference is taken.
/// </summary>
public sealed record AcceptFactorChange(
    string EnrolmentId,
    string UserId,
    string PendingFactor,
    long Counter,
    DateTimeOffset Now,
    string? Reference = null) : Change;

/// <summary>
/// An active enrolment answered. Lost when it is not active any more or, with a <paramref name="Counter"/>, when its counter is not below that:
/// a step or counter is accepted once, ever.
/// </summary>
public sealed record UseEnrolment(string EnrolmentId, string UserId, long? Counter, DateTimeOffset Now) : Change;

/// <summary>Makes an active enrolment the primary one. Lost when it is not active.</summary>
public sealed record MakePrimary(string EnrolmentId, string UserId) : Change;

/// <summary>
/// Removes an enrolment with its backup codes and closes its challenges. Lost when it is gone, or when it is the primary one and others are
/// active, unless <paramref name="NewPrimaryId"/> names an active one that takes its place. For any other than the primary that name means nothing.
/// With the last one that is not pending go the backup codes of the user's own.
/// </summary>
public sealed record RemoveEnrolment(string EnrolmentId, string UserId, string? NewPrimaryId) : Change
{
    /// <summary>Whether it was removed because it was never proven: lost when it is not pending any more.</summary>
    public bool IsOnlyPending { get; init; }
}

/// <summary>
/// Removes everything a user has: enrolments, backup codes and, unless they are kept, the wrong answers counted so far; closes the challenges. Never lost, so that nothing begun
/// at the same moment keeps it from happening.
/// </summary>
public sealed record RemoveFactors(string UserId) : Change
{
    /// <summary>Whether the wrong answers counted so far stay, so that nobody clears them by removing and adding a method.</summary>
    public bool KeepsCounters { get; init; }
}

/// <summary>
/// Active to Paused or back. A paused one is not primary, and its challenges are closed; a resumed one is when no other is. Lost when it is in neither state, or when a primary
/// one is to be paused while others are active.
/// </summary>
public sealed record PauseEnrolment(string EnrolmentId, string UserId, bool Paused) : Change;

/// <summary>Replaces the set of backup codes of an enrolment (or of the user, without one). Never lost.</summary>
public sealed record ReplaceBackupCodes(string UserId, string? EnrolmentId, IReadOnlyList<BackupCode> Rows) : Change;

/// <summary>
/// Adds one backup code beside all others. Of the user's unspent codes with its origin the newest stay, <paramref name="Newest"/> of them with this one; older ones
/// go. Never lost.
/// </summary>
public sealed record AddBackupCode(BackupCode Row, int Newest) : Change;

/// <summary>Spends a backup code. Lost when it is spent or gone.</summary>
public sealed record SpendBackupCode(string UserId, string Hash, DateTimeOffset Now) : Change;

/// <summary>Offers a method that no row offers yet. Never lost: where one does, nothing happens.</summary>
public sealed record SeedMethodConfig(MethodConfig Row) : Change;

/// <summary>Offers a method once more. A default one takes the place of the present default. Lost when there is one with its id.</summary>
public sealed record AddMethodConfig(MethodConfig Row) : Change;

/// <summary>
/// Stores another title, other settings, activity and default of a row; its method and place stay. A default one takes the place of the present default; an inactive
/// one closes the challenges that were asked under it. Lost when it is gone.
/// </summary>
public sealed record ChangeMethodConfig(MethodConfig Row) : Change;

/// <summary>Writes a message, and abandons those of the same challenge that still wait. Never lost.</summary>
public sealed record AddMessage(OutboxMessage Row) : Change;

/// <summary>
/// The worker that holds a message gives it back for a later attempt. Lost when the lease is not the <paramref name="Owner"/>'s any more.
/// </summary>
public sealed record RetryMessage(string MessageId, string Owner, DateTimeOffset NextAttemptAt) : Change;

/// <summary>
/// The worker that holds a message gives it up: its body is erased. Lost when the lease is not the <paramref name="Owner"/>'s any more.
/// </summary>
public sealed record AbandonMessage(string MessageId, string Owner) : Change;

/// <summary>Removes a pending enrolment whose time is over. Lost when it is not pending, or its time is not over.</summary>
public sealed record ExpireEnrolment(string EnrolmentId, string UserId, DateTimeOffset Now) : Change;

/// <summary>
/// Counts a message. Lost when within the period of one of the <paramref name="Limits"/> as many were counted for the same key as it
/// allows.
/// </summary>
public sealed record CountSend(SendCount Row, IReadOnlyList<Rate> Limits) : Change;

/// <summary>Takes back what was counted for the messages of a challenge. Never lost.</summary>
public sealed record RefundSends(string ChallengeId) : Change
{
    /// <summary>Only of the message that was counted at this instant; null for all of them.</summary>
    public DateTimeOffset? CountedAt { get; init; }
}

/// <summary>Stores a session. Lost when there is one with its id.</summary>
public sealed record AddSession(Session Row) : Change
{
    /// <summary>Whether the password alone opened it because there was no method: lost, too, when the user has an active enrolment by now.</summary>
    public bool IsWithoutMethod { get; init; }
}

/// <summary>Replaces the session's secret. Lost when the old one is not its secret any more, or it is ended or expired.</summary>
public sealed record RotateSession(string SessionId, string OldSecretHash, string NewSecretHash, DateTimeOffset ExpiresAt, DateTimeOffset Now) : Change;

/// <summary>Extends the session's fresh proof. Never lost.</summary>
public sealed record RenewProof(string SessionId, DateTimeOffset Until) : Change;

/// <summary>Ends a session. Lost when it is ended already.</summary>
public sealed record EndSession(string SessionId, DateTimeOffset Now) : Change;

/// <summary>Ends all sessions of a user but one. Never lost.</summary>
public sealed record EndSessions(string UserId, string? ExceptId, DateTimeOffset Now) : Change;

/// <summary>Appends events. Never lost.</summary>
public sealed record AddEvents(IReadOnlyList<MfaEvent> Rows) : Change;
