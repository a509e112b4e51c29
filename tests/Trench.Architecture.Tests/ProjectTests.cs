using System.Xml.Linq;

namespace Trench.Architecture.Tests;

/// <summary>The arrows between projects (DESIGN section 2) and what every project file has to leave to the central ones.</summary>
public sealed class ProjectTests
{
    public static TheoryData<string> Sources => [.. Repository.SourceProjects];

    public static TheoryData<string> All => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_published_project_knows_only_the_core(string project)
    {
        // The tool composes, as an application does: it writes into a database what a channel's package must be able to read.
        string[] allowed = Name(project) switch
        {
            "Trench.Core" => [],
            "Trench.Tool" => ["Trench.Core", "Trench.EntityFrameworkCore", "Trench.Backends.Email"],
            _ => ["Trench.Core"],
        };

        Faults.MustBeNone(References(project).Select(Name).Except(allowed));
    }

    [Fact]
    public void The_core_knows_no_HTTP_and_no_database()
    {
        var packages = Elements("src/Trench.Core/Trench.Core.csproj", "PackageReference").Select(Included).ToArray();

        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.True(
            package == "FluentValidation" || (package.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                && package.EndsWith("Abstractions", StringComparison.Ordinal)) || package == "Microsoft.Extensions.Options",
            package));
        Assert.Empty(Elements("src/Trench.Core/Trench.Core.csproj", "FrameworkReference"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_is_known_only_to_its_own_tests(string project)
    {
        var samples = References(project).Where(path => path.Contains("/samples/", StringComparison.Ordinal)).ToArray();

        Assert.True(samples.Length == 0 || project.StartsWith("tests/", StringComparison.Ordinal), $"{project} knows a sample.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Versions_are_central(string project) =>
        Assert.DoesNotContain(Elements(project, "PackageReference"), package =>
            package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.Element("Version") is not null);

    [Theory]
    [MemberData(nameof(All))]
    public void A_project_has_a_lock_file_and_stands_in_the_solution(string project)
    {
        Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project) ?? string.Empty, "packages.lock.json")));
        Assert.Contains(project.Replace('/', '\\'), Repository.Read("Trench.sln"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_project_does_not_loosen_the_common_rules(string project)
    {
        string[] common = ["TreatWarningsAsErrors", "Nullable", "AnalysisLevel", "TargetFramework", "TargetFrameworks", "AdditionalFiles"];

        Assert.All(common, name => Assert.Empty(Elements(project, name)));
    }

    [Fact]
    public void The_wall_clock_and_the_predictable_generator_are_banned_in_every_project()
    {
        var banned = Repository.Read("BannedSymbols.txt");
        string[] expected = ["P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;", "T:System.Random;"];

        Assert.All(expected, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
        Assert.Contains(Elements("Directory.Build.props", "AdditionalFiles"), file => Included(file).EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.Contains(Elements("Directory.Build.props", "PackageReference"), package => Included(package).EndsWith("BannedApiAnalyzers", StringComparison.Ordinal));
    }

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        Elements(project, "ProjectReference").Select(Included).Select(path => path.Replace('\\', '/'));

    private static string Included(XElement element) => element.Attribute("Include")?.Value ?? string.Empty;

    private static IEnumerable<XElement> Elements(string path, string name) => XDocument.Parse(Repository.Read(path)).Descendants(name);
}
