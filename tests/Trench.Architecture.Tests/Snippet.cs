using System.Text.RegularExpressions;

namespace Trench.Architecture.Tests;

/// <summary>
/// A piece of a sample that a page quotes. The page says <c>&lt;!-- snippet: samples/Quickstart/Program.cs#setup --&gt;</c> on the line
/// before a code fence; the sample marks the piece with <c>// begin-snippet: setup</c> and <c>// end-snippet</c>.
/// </summary>
/// <param name="Path">The sample's file, from the root.</param>
/// <param name="Name">The name of the piece.</param>
/// <param name="Code">What stands in the fence.</param>
internal sealed partial record Snippet(string Path, string Name, string Code)
{
    internal static IEnumerable<Snippet> In(string page) =>
        Fences().Matches(page).Select(match => new Snippet(match.Groups["path"].Value, match.Groups["name"].Value, match.Groups["code"].Value));

    /// <summary>How often a page tries to quote, also where the fence is missing or misspelt.</summary>
    internal static int MarksIn(string page) => Marks().Count(page);

    /// <summary>The piece of a sample without its common indentation.</summary>
    internal static string Cut(string sample, string name)
    {
        var lines = sample.Split('\n');
        var begin = Array.FindIndex(lines, line => line.Trim() == $"// begin-snippet: {name}");
        var end = begin < 0 ? -1 : Array.FindIndex(lines, begin, line => line.Trim() == "// end-snippet");
        if (end < 0)
        {
            throw new InvalidOperationException($"The sample has no piece named {name}.");
        }

        var piece = lines[(begin + 1)..end];
        var indent = piece.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(piece.Select(line => line[Math.Min(indent, line.Length)..] + "\n"));
    }

    [GeneratedRegex(@"^<!-- snippet: (?<path>[^#\s]+)#(?<name>[\w-]+) -->\n```\w*\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^ {0,3}<!--\s*snippet\b", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
