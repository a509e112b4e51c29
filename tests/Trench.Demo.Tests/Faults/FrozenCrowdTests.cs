using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>PostgreSQL goes away under a burst (SECURITY row R6): nobody waits in line for a database that does not answer.</summary>
[Collection(FaultTests.Name)]
public sealed class FrozenCrowdTests
{
    private const int People = 10;
    private const int Requests = 100;

    // Three quarters of a second until somebody asks and one for the answer; the rest is the machine's.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [ComponentFact(Component.PostgreSql)]
    public Task A_hundred_requests_at_a_frozen_database_are_503_in_the_time_of_one() =>
        RefusedAsync(relay => relay.Pause(), relay => relay.Resume());

    [ComponentFact(Component.PostgreSql)]
    public Task A_hundred_requests_at_a_database_that_is_down_are_503_in_the_time_of_one() =>
        RefusedAsync(relay => relay.Close(), relay => relay.Open());

    private static async Task RefusedAsync(Action<TcpRelay> away, Action<TcpRelay> back)
    {
        await using var database = await TestDatabase.CreateAsync(Database.PostgreSql);
        var (relay, way) = RelayedNode.Relayed(database);
        await using var owned = relay;
        await using var node = await DemoProcess.StartAsync([.. database.Settings.Where(setting => setting.Key != way.Key), way]);
        using var crowd = await Crowd.GatherAsync(node, People);

        // So that requests meet open connections as well as new ones.
        await AllAtOnce.RunAsync(Requests, crowd.ReadAsync);

        away(relay);
        var alone = await RefusedAsync(crowd, number: 0);
        var mark = alone + alone > Soon ? alone + alone : Soon;
        foreach (var burst in (int[])[1, 2])
        {
            var started = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Requests).Select(number => RefusedAsync(crowd, number)));

            var took = TimeProvider.System.GetElapsedTime(started);
            Assert.True(took < mark, $"Burst {burst} took {took}, and one alone {alone}.");
        }

        back(relay);
        var returned = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < People; number++)
        {
            await RecoveredAsync(crowd, number, returned);
        }

        await using var context = Faults.Open(database);
        Assert.Equal(0, await context.Set<Account>().SumAsync(account => account.WindowFailures));
        Assert.Equal(0, await context.Set<Challenge>().SumAsync(challenge => challenge.Attempts));
        Assert.Equal(2 * People, await context.Set<Session>().CountAsync());
        Assert.Equal(People, await context.Set<BackupCode>().CountAsync(code => code.UsedAt != null));
    }

    private static async Task<TimeSpan> RefusedAsync(Crowd crowd, int number)
    {
        var started = TimeProvider.System.GetTimestamp();
        Assert.NotNull((await crowd.AskAsync(number)).Has(503).Headers.RetryAfter);
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static async Task RecoveredAsync(Crowd crowd, int number, long returned)
    {
        Answer answer;
        do
        {
            answer = await crowd.CompleteAsync(number);
        }
        while (answer.Status == 503 && TimeProvider.System.GetElapsedTime(returned) < Recovery);

        answer.Has(200);
    }
}
