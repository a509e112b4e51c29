using System.Text.RegularExpressions;

namespace Trench.Architecture.Tests;

/// <summary>A page never sends its reader nowhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Files(".md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_has_a_file(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page)) ?? Repository.Root;
        var targets = Links().Matches(Repository.Read(page)).Select(match => match.Groups[1].Value.Split('#')[0]).Where(target => target.Length > 0);

        Faults.MustBeNone(targets.Where(target => !Path.Exists(Path.Combine(folder, target))).Distinct());
    }

    // Inline links that carry no scheme: [text](path) or [text](path#heading).
    [GeneratedRegex(@"\]\((?![a-z]+:)([^)\s]+)\)")]
    private static partial Regex Links();
}
