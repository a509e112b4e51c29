namespace Trench;

/// <summary>A second step is needed. Nothing in here authenticates anything else.</summary>
/// <param name="Ticket">The ticket, for the client only; empty where the facade hands out none.</param>
/// <param name="Method">The method asked; null when its method is not configured any more and only others or backup codes can answer.</param>
/// <param name="Others">The user's other active enrolments that may be asked instead.</param>
/// <param name="RetryAfter">Set when no message was sent now, and when one may be.</param>
public sealed record Asked(string Ticket, string? Method, IReadOnlyList<EnrolmentView> Others, TimeSpan? RetryAfter) : SignInStep
{
    /// <summary>Whom the ticket asks. A client gets it only where its ancestor told it.</summary>
    public required string UserId { get; init; }

    /// <summary>When the ticket dies.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Hides the ticket.</summary>
    public override string ToString() => $"Asked {Method}";
}
