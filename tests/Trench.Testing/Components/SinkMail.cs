using System.Text.RegularExpressions;

namespace Trench.Testing;

/// <summary>One mail as it arrived at the sink.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="Subject">The subject, decoded.</param>
/// <param name="Text">The plain part, decoded; null when the mail has none.</param>
/// <param name="Html">The HTML part, decoded; null when the mail has none.</param>
/// <param name="Parts">The media type of each MIME part from the outside in.</param>
/// <param name="Tls">Whether the connection was encrypted when the mail was handed over.</param>
/// <param name="User">Who authenticated; null when nobody did.</param>
/// <param name="Raw">The octets of the message, one character each.</param>
public sealed partial record SinkMail(
    string From,
    IReadOnlyList<string> To,
    string? Subject,
    string? Text,
    string? Html,
    IReadOnlyList<string> Parts,
    bool Tls,
    string? User,
    string Raw)
{
    /// <summary>The code in the plain part: the promise is that it holds exactly one run of four or more digits, so two fail the test.</summary>
    public string Code => DigitRuns().Matches(Text ?? string.Empty) is [var only]
        ? only.Value
        : throw new InvalidOperationException("The plain part does not hold exactly one run of four or more digits.");

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRuns();
}
