using System.Globalization;
using System.Text.RegularExpressions;

namespace Trench.Architecture.Tests;

/// <summary>docs/security.md names tests that exist, and every threat and every fault has its row.</summary>
public sealed partial class SecurityPageTests
{
    private const int Threats = 72;
    private const int NumberedFaults = 16;

    private static readonly string Page = Repository.Read("docs/security.md");
    private static readonly string[] Sources = [.. Repository.SourcesUnder("tests").Select(Repository.Read)];

    public static TheoryData<string> Names => [.. TestName().Matches(Page).Select(match => match.Value.Trim('`')).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public void A_test_on_the_page_exists(string name)
    {
        var (type, test) = (name.Split('.')[0], name.Split('.')[1]);

        Assert.Contains(Sources, source => Regex.IsMatch(source, $@"\bclass {type}\b") && HasTest(source, test));
    }

    [Fact]
    public void Every_test_that_finds_a_hole_of_the_weak_host_is_on_the_page()
    {
        var holes = Page[Page.IndexOf("## Proof that the tests can fail", StringComparison.Ordinal)..];
        var finders = Finder().Matches(Repository.Read("tests/Trench.AttackTests/WeakHost/WeakHostTests.cs"));

        Assert.NotEmpty(finders);
        Assert.All(finders, finder => Assert.Contains($"`{finder.Groups["test"].Value}`", holes, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_threat_has_its_row_with_a_test_or_says_that_it_is_not_built()
    {
        var rows = ThreatRow().Matches(Page);

        Assert.Equal(Enumerable.Range(1, Threats), rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.True(
            TestName().IsMatch(row.Value) || row.Value.Contains("not built yet", StringComparison.Ordinal), $"No test: {row.Value}"));
    }

    [Fact]
    public void Every_fault_has_a_row_and_every_row_a_test()
    {
        var rows = FaultRow().Matches(Page);
        var numbers = rows.SelectMany(row => row.Groups["number"].Captures.Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)));

        Assert.Equal(Enumerable.Range(1, NumberedFaults), numbers.Distinct().Order());
        Assert.All(rows, row => Assert.True(TestName().IsMatch(row.Value), $"No test: {row.Value}"));
    }

    // A method with a name of its own line that carries an attribute of a test above it.
    private static bool HasTest(string source, string test) =>
        Regex.IsMatch(source, $@"(Fact|Theory)\b[^\n]*\]\s*(\[[^\n]*\]\s*)*public [\w<>\s]+ {Regex.Escape(test)}\(");

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z]+)\\.(?<test>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"nameof\((?<test>\w+Tests\.\w+)\)")]
    private static partial Regex Finder();

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex ThreatRow();

    // One row may be about several of the numbered faults, or about none; several rows may be about one.
    [GeneratedRegex(@"^\| (?:R(?<number>\d+)(?:, R(?<number>\d+))*|-) \|.*$", RegexOptions.Multiline)]
    private static partial Regex FaultRow();
}
