namespace Trench;

/// <summary>
/// One member of a config: of what a <see cref="MethodConfig"/> sets, or of what an enrolment takes from its user. All members are texts.
/// </summary>
/// <param name="Name">Its name on the wire, in snake case.</param>
/// <param name="Text">What it is, for the JSON schema that front ends build their forms from.</param>
public sealed record ConfigField(string Name, string Text)
{
    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The most characters. Default 254.</summary>
    public int LongestLength { get; init; } = 254;

    /// <summary>
    /// What is wrong with a value, as a sentence for the user; null when nothing is. An address is judged by the dispatcher, and needs
    /// none.
    /// </summary>
    public Func<string, string?> Fault { get; init; } = static _ => null;
}
