using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>One of two nodes goes while people sign in at both (SECURITY rows R8 and R15).</summary>
[Collection(FaultTests.Name)]
public sealed class NodeLossTests
{
    private const int People = 4;
    private const int SignIns = 7;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_a_node_that_is_killed_only_requests_in_flight_are_lost_and_everybody_gets_in(Database kind)
    {
        await using var cluster = await Cluster.StartAsync(kind);
        var runners = await StartAsync(cluster);

        var running = Task.WhenAll(runners.Select(runner => runner.RunAsync(SignIns)));
        await UntilAsync(runners, People);
        await cluster.First.KillAsync();
        await running;

        Assert.All(runners, runner => Assert.Equal(SignIns, runner.Done));
        Assert.InRange(cluster.Lost, 0, People);
        await using var context = cluster.Open();
        Assert.InRange(await CompletedAsync(context), People * SignIns, (People * SignIns) + cluster.Lost);
    }

    // A connection nobody has read from is reset when the listener goes; what a node has read and worked on gets its answer.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_node_that_is_asked_to_stop_answers_what_it_took_and_gives_back_its_leases(Database kind)
    {
        await using var cluster = await Cluster.StartAsync(kind);
        var runners = await StartAsync(cluster);

        var running = Task.WhenAll(runners.Select(runner => runner.RunAsync(SignIns)));
        await UntilAsync(runners, People);
        var (exitCode, took) = await cluster.First.StopAsync();
        await running;

        Assert.Equal(0, exitCode);
        Assert.Equal(0, cluster.Lost);
        Assert.True(took < TimeSpan.FromSeconds(12), $"It took {took}.");
        Assert.All(runners, runner => Assert.Equal(SignIns, runner.Done));
        await cluster.Second.StopAsync();
        await using var context = cluster.Open();
        Assert.Equal(0, await context.Set<OutboxMessage>().CountAsync(row => row.State == OutboxState.Queued && row.LeaseOwner != null));
        Assert.Equal(runners.Sum(runner => runner.Begun), await BegunAsync(context));
        Assert.Equal(People * SignIns, await CompletedAsync(context));
    }

    private static Task<Runner[]> StartAsync(Cluster cluster) =>
        Task.WhenAll(Enumerable.Range(0, People).Select(_ => Runner.NewAsync(cluster)));

    private static async Task UntilAsync(IReadOnlyCollection<Runner> runners, int done)
    {
        while (runners.Sum(runner => runner.Done) < done)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static Task<int> BegunAsync(AppDbContext context) =>
        context.Set<Challenge>().CountAsync(challenge => challenge.Purpose == Purposes.Login);

    private static Task<int> CompletedAsync(AppDbContext context) => context.Set<MfaEvent>().CountAsync(happened =>
        happened.Name == EventNames.BackupUsed);
}
