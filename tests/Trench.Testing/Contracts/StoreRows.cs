namespace Trench.Testing;

/// <summary>Rows as the engine would write them, with random identifiers.</summary>
public static class StoreRows
{
    /// <summary>A random identifier.</summary>
    public static string NewId(string kind) => $"{kind}-{Guid.NewGuid():N}";

    /// <summary>An open challenge of a login with a ticket and a delivered code.</summary>
    public static Challenge Challenge(string? userId, DateTimeOffset now) => new()
    {
        Id = NewId("challenge"),
        TicketHash = NewId("ticket"),
        UserId = userId,
        Purpose = Purposes.Login,
        Facade = "trench",
        EnrolmentId = "enrolment",
        Method = "email",
        CodeHash = "code",
        CodeExpiresAt = now.AddMinutes(5),
        CreatedAt = now,
        ExpiresAt = now.AddMinutes(10),
        StampHash = "stamp",
    };

    /// <summary>An enrolment that awaits its proof for ten minutes.</summary>
    public static Enrolment Pending(string userId, string method, DateTimeOffset now, string label = "") => new()
    {
        Id = NewId("enrolment"),
        UserId = userId,
        Method = method,
        Label = label,
        SealedFactor = NewId("sealed"),
        TargetHint = "a***@example.com",
        PendingUntil = now.AddMinutes(10),
        CreatedAt = now,
    };

    /// <summary>An unspent backup code.</summary>
    public static BackupCode BackupCode(string userId, string? enrolmentId, DateTimeOffset now) => new()
    {
        Id = NewId("backup"),
        UserId = userId,
        EnrolmentId = enrolmentId,
        Hash = NewId("hash"),
        PepperId = "1",
        CreatedAt = now,
    };

    /// <summary>A message that is due.</summary>
    public static OutboxMessage Message(string? challengeId, DateTimeOffset now) => new()
    {
        Id = NewId("message"),
        ChallengeId = challengeId,
        UserId = "user",
        Method = "email",
        SealedBody = "sealed body",
        CreatedAt = now,
        NextAttemptAt = now,
        ExpiresAt = now.AddMinutes(5),
    };

    /// <summary>A session of an hour.</summary>
    public static Session Session(string userId, DateTimeOffset now) => new()
    {
        Id = NewId("session"),
        UserId = userId,
        SecretHash = NewId("secret"),
        StampHash = "stamp",
        Amr = "pwd otp",
        Acr = "aal2",
        AuthTime = now,
        ExpiresAt = now.AddHours(1),
    };

    /// <summary>An event with every field set.</summary>
    public static MfaEvent Event(string? userId, DateTimeOffset at) => new()
    {
        Id = NewId("event"),
        Name = EventNames.CodeAccepted,
        At = at,
        UserId = userId,
        ActorId = "administrator",
        Method = "email",
        EnrolmentId = "enrolment",
        Purpose = Purposes.Login,
        ChallengeId = "challenge",
        Facade = "trench",
        Address = "203.0.113.7",
        Reason = "wrong",
        Count = 3,
        Node = "node-1",
    };
}
