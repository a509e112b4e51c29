namespace Trench.Architecture.Tests;

/// <summary>
/// What users can see changes on purpose only: with its text file in the same commit. TRENCH_ACCEPT_API=1 writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies => [.. Repository.SourceProjects.Select(project => Path.GetFileNameWithoutExtension(project))];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_written_one(string assembly)
    {
        var file = Path.Combine(Repository.Root, "tests/Trench.Architecture.Tests", $"PublicApi.{assembly}.txt");
        var current = PublicApi.Print(assembly);
        if (Environment.GetEnvironmentVariable("TRENCH_ACCEPT_API") == "1")
        {
            File.WriteAllText(file, current);
        }

        var written = File.Exists(file) ? File.ReadAllText(file) : string.Empty;

        Faults.MustBeNone(Missing("added", current, written).Concat(Missing("removed", written, current)));
        Assert.Equal(written, current);
    }

    private static IEnumerable<string> Missing(string verb, string here, string there) =>
        here.Split('\n').Except(there.Split('\n')).Select(line => $"{verb}: {line.Trim()}");
}
