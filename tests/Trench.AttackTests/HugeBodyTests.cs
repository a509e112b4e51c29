using Xunit.Abstractions;

namespace Trench.AttackTests;

/// <summary>Attack: bodies so large or so deep that reading them takes the memory. Long, and for a machine that does nothing else.</summary>
[Collection(AttackTests.Name), Trait("Category", "Soak")]
public sealed class HugeBodyTests(ITestOutputHelper output)
{
    private const int Tries = 1_000;
    private const double MostMilliseconds = 100;
    private const double MostMebibytes = 20;

    // Garbage is collected after six megabytes of it, so that what grows is what is kept.
    private static readonly KeyValuePair<string, string>[] Settings = [.. Targets.AsShipped, new("DOTNET_GCgen0MaxBudget", "600000")];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_thousand_huge_and_deep_bodies_are_refused_at_once_and_leave_no_memory_behind(Database database)
    {
        await using var nodes = await DemoNodes.StartAsync(database, count: 1, Settings);

        // What a process compiles and reserves the first time is no cost of the attack.
        await new HugeBodies(nodes.Target).SendAsync(Tries);
        var before = nodes.Processes[0].Memory;
        var bodies = new HugeBodies(nodes.Target);
        await bodies.SendAsync(Tries);
        var after = nodes.Processes[0].Memory;

        output.WriteLine($"{database}, {bodies}; resident {before:F1} MiB before and {after:F1} MiB after");
        Assert.InRange(bodies.Percentile99, 0, MostMilliseconds);
        Assert.True(after - before < MostMebibytes, $"From {before:F1} to {after:F1} MiB.");
        await Victim.WithAppAsync(nodes.Target);
    }
}
