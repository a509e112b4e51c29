namespace Trench.EntityFrameworkCore;

/// <summary>The wrong answers of one account on one UTC day, so that old days can fall out of the rolling window.</summary>
internal sealed record FailureDay
{
    public required string UserId { get; init; }

    public required AccountKind Kind { get; init; }

    /// <summary>In days since 1970.</summary>
    public int Day { get; init; }

    public int Failures { get; init; }
}
