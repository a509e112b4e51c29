using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// One of two nodes behind nginx is killed at fifty requests a second (SECURITY row R8): what it had in its hands at that moment is lost,
/// nothing else, and everybody gets to the end.
/// </summary>
[Collection(FaultTests.Name), Trait("Category", "Soak")]
public sealed class NodeLossSoakTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int MostTries = 5;
    private const int BadGateway = 502;
    private const double FewestASecond = 45;

    // A flow begins at each turn, and is five requests.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Asked> _asked = new();

    [ComponentTheory(Component.Nginx, Component.SmtpSink, Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task A_node_that_is_killed_under_load_takes_along_what_it_had_in_its_hands_and_nothing_else(Database kind)
    {
        using var sink = new SmtpSink();
        await using var cluster = await Cluster.StartAsync(kind, [.. SmtpSink.Settings, .. Correspondent.Settings]);
        await using var proxy = await Nginx.StartAsync(cluster.First.Address, cluster.Second.Address);
        using var client = new HttpClient { BaseAddress = proxy.Address };
        var people = new List<Correspondent>();
        while (people.Count < People)
        {
            people.Add(await Correspondent.WithAppAsync(new Api(client), sink));
        }

        var started = TimeProvider.System.GetTimestamp();
        var running = RunAsync(people);
        await Task.Delay(Length / 2);
        var before = TimeProvider.System.GetTimestamp();
        await cluster.First.KillAsync();
        var after = TimeProvider.System.GetTimestamp();
        var flows = await running;

        var rate = _asked.Count / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var lost = _asked.Where(one => one.Status == BadGateway).ToList();
        output.WriteLine($"{kind}: {_asked.Count} requests, {rate:F1} a second, {flows} flows, {lost.Count} requests lost");
        Assert.True(rate > FewestASecond, $"{rate:F1} requests a second are not the load.");
        Assert.All(lost, one => Assert.True(one.Begun <= after && one.Ended >= before, $"{one} was not under way."));
        await using var context = cluster.Open();
        var completed = await context.Set<MfaEvent>().CountAsync(happened => happened.Name == EventNames.BackupUsed);
        Assert.InRange(completed, flows, flows + lost.Count);
    }

    // How many flows came to their end, which is all that began.
    private async Task<int> RunAsync(List<Correspondent> people)
    {
        var running = new List<Task>();
        using var turns = new PeriodicTimer(Turn);
        for (var turn = 0; turn < Length / Turn && await turns.WaitForNextTickAsync(); turn++)
        {
            running.Add(FinishAsync(people[turn % People]));
        }

        await Task.WhenAll(running);
        return running.Count;
    }

    // Whoever gets no answer begins anew: the code may be spent, the session may have ended.
    private async Task FinishAsync(Correspondent person)
    {
        var tries = 1;
        while (!await FlowAsync(person))
        {
            Assert.True(++tries <= MostTries, $"{person.Name} did not get through.");
        }
    }

    private async Task<bool> FlowAsync(Correspondent person)
    {
        if (await AskAsync(person.LogInAsync) is not { } login)
        {
            return false;
        }

        var (ticket, code) = (login.String("ephemeral_token"), NextCode(person));
        if (await AskAsync(() => person.CompleteAsync(ticket, code)) is not { } session)
        {
            return false;
        }

        var (access, refresh) = (session.String("access"), session.String("refresh"));
        return await AskAsync(() => person.Api.GetAsync("/auth/mfa/user-active-methods", access)) is not null
            && await AskAsync(() => person.Api.PostAsync("/auth/token/refresh", new { refresh })) is { } fresh
            && await AskAsync(() => person.Api.PostAsync("/auth/logout", new { }, fresh.String("access"))) is not null;
    }

    // Null for what the proxy has lost.
    private async Task<Answer?> AskAsync(Func<Task<Answer>> ask)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var answer = await ask();
        _asked.Enqueue(new Asked(begun, TimeProvider.System.GetTimestamp(), answer.Status));
        Assert.True(answer.Status is 200 or 204 or BadGateway, $"{answer}");
        return answer.Status == BadGateway ? null : answer;
    }

    // Two flows of one person may meet.
    private static string NextCode(Correspondent person)
    {
        lock (person.BackupCodes)
        {
            return person.BackupCodes.Dequeue();
        }
    }

    private sealed record Asked(long Begun, long Ended, int Status);
}
