namespace Trench;

/// <summary>
/// A method as it is offered to users (wcd's <c>MethodConfig</c>): several rows may offer one method, each with words of its own. A row of
/// the store.
/// </summary>
public sealed record MethodConfig
{
    /// <summary>Random identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The configured method's name.</summary>
    public required string Method { get; init; }

    /// <summary>What people read; empty where the method's own name will do.</summary>
    public string Title { get; init; } = "";

    /// <summary>
    /// What the row sets otherwise than the method, as a JSON object of texts. It may hold a secret: only administrators see it.
    /// </summary>
    public string Settings { get; init; } = "{}";

    /// <summary>Whether it is offered. Otherwise nothing is asked or confirmed through it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether a front end preselects it. At most one row, enforced by the store.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Its place in lists.</summary>
    public int Place { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Hides the settings.</summary>
    public override string ToString() => $"MethodConfig {Id} of {Method}";
}
