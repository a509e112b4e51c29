namespace Trench;

/// <summary>
/// One message as it counts against one limit: of its target, its user, the address that asked for it. A row of the store; it goes when the
/// message's challenge is answered rightly.
/// </summary>
public sealed record SendCount
{
    /// <summary>Identifier that begins with its time: <see cref="Codes.Id(DateTimeOffset)"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose limit it is: a kind and, where that names a person, a keyed hash. Never a target or an address in clear.</summary>
    public required string Key { get; init; }

    /// <summary>The challenge whose right answer takes it back; null when none does.</summary>
    public string? ChallengeId { get; init; }

    /// <summary>When the message was queued.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From when on it counts against nothing.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
