namespace Trench;

/// <summary>The life of a <see cref="Challenge"/>: Open, then Answered or Spent. Nothing leads back.</summary>
public enum ChallengeState
{
    /// <summary>May be answered while it is not expired and has attempts left.</summary>
    Open = 0,

    /// <summary>Answered rightly, not yet used: a confirmation waits here for its action.</summary>
    Answered = 1,

    /// <summary>Used. The end.</summary>
    Spent = 2,

    /// <summary>Given up by the engine: dropped over the live limit, or its enrolment is gone. The end.</summary>
    Closed = 3,
}

/// <summary>What a challenge is asked for. A code of one purpose never answers another.</summary>
public static class Purposes
{
    /// <summary>The second step of a login.</summary>
    public const string Login = "login";

    /// <summary>The proof that turns a pending enrolment or a pending change active.</summary>
    public const string Enrol = "enrol";

    /// <summary>One protected change of one's own methods: deactivate, regenerate, change primary.</summary>
    public const string Manage = "manage";

    /// <summary>Raising a session before a sensitive action.</summary>
    public const string StepUp = "step-up";

    /// <summary>A device that proved a second factor and need not for a while: a challenge answered in advance.</summary>
    public const string Device = "device";

    /// <summary>A login that a confirmation completes.</summary>
    internal const string ConfirmedLogin = "confirm:" + Login;

    /// <summary>The purpose of an application's own action, for instance <c>confirm:transfer</c>.</summary>
    public static string Confirm(string action) => "confirm:" + action;
}

/// <summary>
/// One open question to one user for one purpose: the ephemeral token, code token, confirmation and activation code of the ancestors are all
/// this. A row of the store: it holds no ticket and no code in clear.
/// </summary>
public sealed record Challenge
{
    /// <summary>Identifier that begins with its time (<see cref="Codes.Id(DateTimeOffset)"/>), safe for logs and events.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the ticket in base64url; null where the route finds the challenge by user and purpose.</summary>
    public string? TicketHash { get; init; }

    /// <summary>The asked user; null for a confirmation without subject.</summary>
    public string? UserId { get; init; }

    /// <summary>One of <see cref="Purposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The facade that opened it; no other facade may answer it.</summary>
    public required string Facade { get; init; }

    /// <summary>The OAuth client it is bound to, where there is one.</summary>
    public string? Client { get; init; }

    /// <summary>The enrolment asked.</summary>
    public string? EnrolmentId { get; init; }

    /// <summary>The method asked.</summary>
    public string? Method { get; init; }

    /// <summary>Keyed hash of the delivered code (see <c>CodeHasher</c>); null when nothing was sent.</summary>
    public string? CodeHash { get; init; }

    /// <summary>Until when the delivered code is good.</summary>
    public DateTimeOffset? CodeExpiresAt { get; init; }

    /// <summary>Open, answered, spent or closed.</summary>
    public ChallengeState State { get; init; }

    /// <summary>Wrong answers so far. A resend does not reset them (NIST SP 800-63B-4 section 3.1.3.2).</summary>
    public int Attempts { get; init; }

    /// <summary>Wrong answers allowed.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it dies.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its last message was queued; null before the first.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>No answer is looked at before this instant; null before the first one, and under terms without a pause.</summary>
    public DateTimeOffset? NextAnswerAt { get; init; }

    /// <summary>SHA-256 of the user's security stamp when it was opened: a password change in between kills it.</summary>
    public string? StampHash { get; init; }

    /// <summary>The session that asked, where there is one.</summary>
    public string? SessionId { get; init; }

    /// <summary>The <see cref="MethodConfig"/> it was asked under; null without.</summary>
    public string? MethodConfigId { get; init; }

    /// <summary>Sealed data of the action (what a confirmation proves); null without.</summary>
    public string? SealedData { get; init; }
}
