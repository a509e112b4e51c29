namespace Trench;

/// <summary>Something that happened, without any secret: the audit row, and what <c>IMfaEventHandler</c> receives. Written in the transaction of the change.</summary>
public sealed record MfaEvent
{
    /// <summary>Identifier; most begin with their time: <see cref="Codes.Id(DateTimeOffset)"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The stable name, one of <see cref="EventNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whom it concerns.</summary>
    public string? UserId { get; init; }

    /// <summary>The administrator who did it; null when it was the user.</summary>
    public string? ActorId { get; init; }

    /// <summary>The method's name.</summary>
    public string? Method { get; init; }

    /// <summary>The enrolment.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>The purpose of the challenge.</summary>
    public string? Purpose { get; init; }

    /// <summary>The challenge's identifier (never its ticket).</summary>
    public string? ChallengeId { get; init; }

    /// <summary>The facade it came through.</summary>
    public string? Facade { get; init; }

    /// <summary>The client's address.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// Why, in one word: <c>wrong</c>, <c>expired</c>, <c>replayed</c>, <c>taken</c> or a method's own of a code that was looked at, <c>locked</c> or
    /// <c>budget</c> of one that was not; or what an administrator wrote.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>A count that belongs to the event, such as the backup codes left or the wrong answers in a row.</summary>
    public int? Count { get; init; }

    /// <summary>The node that wrote it.</summary>
    public string? Node { get; init; }
}

/// <summary>The stable names of events.</summary>
public static class EventNames
{
    /// <summary>The password was right.</summary>
    public const string FirstFactorOk = "login.first_factor_ok";

    /// <summary>A second step was asked for.</summary>
    public const string ChallengeCreated = "login.challenge_created";

    /// <summary>A sign-in is complete.</summary>
    public const string LoginCompleted = "login.completed";

    /// <summary>The second step was right, by a method that may only lead to adding another one: no sign-in.</summary>
    public const string EnrolmentGranted = "login.enrolment_granted";

    /// <summary>A ticket was shown that is used up, belongs elsewhere, or whose user is gone; told at most once a minute.</summary>
    public const string TicketRejected = "token.rejected";

    /// <summary>A ticket was shown that is too old; told at most once a minute.</summary>
    public const string TicketExpired = "token.expired";

    /// <summary>A code was queued for delivery.</summary>
    public const string CodeSent = "code.sent";

    /// <summary>A code was replaced by a new one.</summary>
    public const string CodeResent = "code.resent";

    /// <summary>An attempt to deliver failed; another follows.</summary>
    public const string DeliveryFailed = "code.delivery_failed";

    /// <summary>A message was given up.</summary>
    public const string DeliveryAbandoned = "code.delivery_abandoned";

    /// <summary>A code was wrong, late or replayed; or nobody looked at it, the account being locked or its budget spent: told at most once a minute.</summary>
    public const string CodeRejected = "code.rejected";

    /// <summary>A code was right.</summary>
    public const string CodeAccepted = "code.accepted";

    /// <summary>A method awaits its proof.</summary>
    public const string EnrolStarted = "method.enrol_started";

    /// <summary>A method was not proven in time.</summary>
    public const string ActivationExpired = "method.activation_expired";

    /// <summary>A method is active.</summary>
    public const string Activated = "method.activated";

    /// <summary>A method was removed.</summary>
    public const string Deactivated = "method.deactivated";

    /// <summary>A method was paused or resumed.</summary>
    public const string Paused = "method.paused";

    /// <summary>An administrator removed all methods and backup codes of a user.</summary>
    public const string Reset = "method.reset";

    /// <summary>Another method is asked first.</summary>
    public const string PrimaryChanged = "method.primary_changed";

    /// <summary>A method's target or secret was replaced.</summary>
    public const string FactorChanged = "method.destination_changed";

    /// <summary>A set of backup codes was made; <c>count</c> says how many.</summary>
    public const string BackupGenerated = "backup.generated";

    /// <summary>A backup code was spent; <c>count</c> says how many are left.</summary>
    public const string BackupUsed = "backup.used";

    /// <summary>Few backup codes are left; <c>count</c> says how many.</summary>
    public const string BackupLow = "backup.low";

    /// <summary>The last backup code of a set was spent.</summary>
    public const string BackupExhausted = "backup.exhausted";

    /// <summary>An account is locked; <c>count</c> says for how many seconds.</summary>
    public const string AccountLocked = "account.locked";

    /// <summary>An account has had all the wrong answers of 30 days: nothing is evaluated until the oldest fall out.</summary>
    public const string AccountHardLocked = "account.hard_locked";

    /// <summary>An administrator took the lock of an account away.</summary>
    public const string AccountUnlocked = "account.unlocked";

    /// <summary>
    /// A network address tried too many wrong passwords, or asked for too many SMS or confirmations of nobody; told at most once a minute.
    /// </summary>
    public const string AddressThrottled = "throttle.ip";

    /// <summary>Too many SMS went to one range of numbers, which <c>reason</c> names; told at most once a minute.</summary>
    public const string PrefixThrottled = "throttle.sms_prefix";

    /// <summary>Too many SMS were sent in all; told at most once a minute.</summary>
    public const string GlobalBreaker = "throttle.global_breaker";

    /// <summary>Too many messages went to one target; told at most once a minute.</summary>
    public const string TargetThrottled = "throttle.target";

    /// <summary>Too many messages were sent for one user; told at most once a minute.</summary>
    public const string UserThrottled = "throttle.user";

    /// <summary>A session was ended because an old refresh token came back.</summary>
    public const string SessionReuse = "session.reuse_detected";

    /// <summary>A session was ended.</summary>
    public const string SessionEnded = "session.ended";

    /// <summary>A device was remembered: logins from it need no second step for a while.</summary>
    public const string DeviceRemembered = "device.remembered";

    /// <summary>All devices of the user were forgotten.</summary>
    public const string DevicesForgotten = "device.forgotten";

    /// <summary>A confirmed action was done: its confirmation is spent.</summary>
    public const string ConfirmationUsed = "confirmation.used";

    /// <summary>A method is offered, or offered otherwise.</summary>
    public const string MethodConfigChanged = "method_config.changed";

    /// <summary>Secrets or hashes are there whose key is not; <c>count</c> says how many keys, where that is known.</summary>
    public const string KeyMissing = "key.missing";

    /// <summary>
    /// A new key seals and hashes from now on, one was revoked, or what was sealed under older ones is sealed under the newest; a row only, which
    /// no handler receives.
    /// </summary>
    public const string KeyRotated = "key.rotated";

    /// <summary>After a backup was restored, everything that may have been used since was made void; <c>reason</c> says since when.</summary>
    public const string RestoreFenced = "restore.fenced";

    /// <summary>The application started with an insecure choice, whose key is the <c>reason</c>.</summary>
    public const string InsecureOption = "config.insecure_option_enabled";

    /// <summary>An administrator took a user's right to sign in.</summary>
    public const string UserDisabled = "user.disabled";

    /// <summary>An administrator gave it back.</summary>
    public const string UserEnabled = "user.enabled";
}
