namespace Trench;

/// <summary>The kind of methods that a user wants to be asked by.</summary>
/// <param name="Methods">Whether a method, by name, is of that kind.</param>
public sealed record Preference(Func<string, bool> Methods)
{
    /// <summary>The method that is enrolled at the user's own address where the user has none of that kind; null for none.</summary>
    public string? Fallback { get; init; }

    /// <summary>A code of an active method, where the session has no fresh proof.</summary>
    public string? Code { get; init; }

    /// <summary>Hides the code.</summary>
    public override string ToString() => $"Preference with {Fallback}";
}
