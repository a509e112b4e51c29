namespace Trench.Demo.Tests;

/// <summary>A node of an earlier release and one of this release on one database (SECURITY row R13). Where the earlier one is, says TRENCH_EARLIER_RELEASE.</summary>
[Collection(FaultTests.Name), Trait("Category", "Soak")]
public sealed class RollingUpgradeTests
{
    private const int Groups = 12;
    private const int People = 12;
    private const int SignIns = 7;

    [AfterEarlierReleaseTheory, OnSqlite, OnPostgreSql]
    public async Task A_thousand_sign_ins_go_from_node_to_node_without_a_fault(Database kind)
    {
        await using var cluster = await Cluster.StartAfterAsync(TestEnvironment.EarlierRelease!, kind);
        for (var group = 0; group < Groups; group++)
        {
            var node = group % 2 == 0 ? cluster.First : cluster.Second;
            var runners = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Runner.NewAsync(cluster, node)));
            await Task.WhenAll(runners.Select(runner => runner.RunAsync(SignIns)));
            Assert.All(runners, runner => Assert.Equal(SignIns, runner.Done));
        }

        Assert.Equal(0, cluster.Lost);
    }

    /// <summary>Skipped by name where there is no earlier release.</summary>
    private sealed class AfterEarlierReleaseTheoryAttribute : TheoryAttribute
    {
        public AfterEarlierReleaseTheoryAttribute() =>
            Skip = TestEnvironment.EarlierRelease is null ? "TRENCH_EARLIER_RELEASE names no checkout of an earlier release" : null;
    }
}
