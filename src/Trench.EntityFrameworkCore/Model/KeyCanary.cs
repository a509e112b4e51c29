namespace Trench.EntityFrameworkCore;

/// <summary>What one key made, to see whether the key is still there.</summary>
internal sealed record KeyCanary
{
    /// <summary>Which key: the beginning of what it seals, or the name of a pepper.</summary>
    public required string Id { get; init; }

    public required string Text { get; init; }
}
