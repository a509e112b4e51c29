namespace Trench;

/// <summary>How far an enrolment is, in wcd's terms.</summary>
public enum UserConfigStatus
{
    /// <summary>Begun, and its time for a proof has run out.</summary>
    New,

    /// <summary>A proof is awaited: of the enrolment, or of a change beside which the old factor stays good.</summary>
    InProcess,

    /// <summary>Proven.</summary>
    Confirmed,
}

/// <summary>
/// One user's method as confirmations show it. User configs are enrolments: whatever facade made them, they are the same rows.
/// </summary>
public sealed record UserConfig
{
    /// <summary>The enrolment's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its label.</summary>
    public required string Title { get; init; }

    /// <summary>How far it is.</summary>
    public required UserConfigStatus Status { get; init; }

    /// <summary>The method as it is offered.</summary>
    public required MethodConfig MethodConfig { get; init; }

    /// <summary>The method's own members; addresses are masked, secrets are left out.</summary>
    public required IReadOnlyDictionary<string, string> Members { get; init; }

    /// <summary>False while paused.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether it is the user's primary one.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>Whether a confirmation may ask it.</summary>
    public required bool IsAvailable { get; init; }
}
