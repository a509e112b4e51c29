namespace Trench.EntityFrameworkCore;

/// <summary>An element of the key ring: a key whose secret is sealed under the master key, or a revocation.</summary>
internal sealed record StoredKey
{
    public required string Id { get; init; }

    /// <summary>The name Data Protection gives it.</summary>
    public required string Name { get; init; }

    /// <summary>Which master key sealed it; tells nothing about that key.</summary>
    public required string MasterId { get; init; }

    public required string Xml { get; init; }
}
