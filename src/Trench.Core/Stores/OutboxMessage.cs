namespace Trench;

/// <summary>Where a message stands.</summary>
public enum OutboxState
{
    /// <summary>Waits for an attempt.</summary>
    Queued = 0,

    /// <summary>Handed to the provider. Its body is erased.</summary>
    Sent = 1,

    /// <summary>Given up: refused for good, out of tries, too late, or replaced. Its body is erased.</summary>
    Abandoned = 2,
}

/// <summary>One message to a user, written in the transaction of its challenge and sent after the commit. A row of the store.</summary>
public sealed record OutboxMessage
{
    /// <summary>
    /// Identifier that begins with its time: <see cref="Codes.Id(DateTimeOffset)"/>. A gateway that takes an idempotency key gets it.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The challenge whose code it carries; null for a notice.</summary>
    public string? ChallengeId { get; init; }

    /// <summary>The addressee.</summary>
    public string? UserId { get; init; }

    /// <summary>The method that sends it.</summary>
    public required string Method { get; init; }

    /// <summary>The sealed message; null once it is sent or abandoned.</summary>
    public string? SealedBody { get; init; }

    /// <summary>Queued, sent or abandoned.</summary>
    public OutboxState State { get; init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not tried before this instant.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Never sent after this instant.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The worker that holds it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when the lease holds: a dead worker's messages are taken over afterwards.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }
}
