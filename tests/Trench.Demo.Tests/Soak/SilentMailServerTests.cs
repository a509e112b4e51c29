using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// A mail server that takes connections and says nothing, under load (SECURITY rows R1 and R3): logins wait for nothing, nobody is refused, and
/// no thread hangs. Against the same load with a mail server that works, because machines differ.
/// </summary>
[Collection(DemoTests.Name), Trait("Category", "Soak")]
public sealed class SilentMailServerTests(ITestOutputHelper output)
{
    private const int People = 10;
    private const int PeopleWithApp = 5;
    private const int ThreadsMore = 10;
    private const double LongestFirstStep = 300;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Fault = TimeSpan.FromSeconds(60);

    [ComponentTheory(Component.SmtpSink), OnSqlite, OnPostgreSql]
    public async Task Nobody_notices_a_mail_server_that_says_nothing(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var sink = new SmtpSink();
        await using var relay = new TcpRelay(TestEnvironment.SmtpHost, TestEnvironment.SmtpPort);
        await using var node = await DemoProcess.StartAsync(
            [.. database.Settings, .. SmtpSink.Settings, .. Correspondent.Settings, new("Email:Smtp:Port", $"{relay.Port}")]);
        using var client = new HttpClient { BaseAddress = node.Address };
        var people = await PeopleAsync(new Api(client), sink);

        var before = await RunAsync(node, people, Calm);
        relay.Pause();
        var during = await RunAsync(node, people, Fault);

        output.WriteLine($"{kind}, mail server works: {before}");
        output.WriteLine($"{kind}, mail server silent: {during}");
        Assert.Equal([200], during.FirstSteps.Statuses.Keys);
        Assert.Equal([200], during.WithApp.Statuses.Keys);
        Assert.InRange(during.Threads, 0, before.Threads + ThreadsMore);
        Assert.InRange(during.FirstSteps.Percentile(99), 0, Math.Max(LongestFirstStep, 2 * before.FirstSteps.Percentile(99)));
        Assert.InRange(during.WithApp.Percentile(99), 0, Math.Max(LongestFirstStep, 2 * before.WithApp.Percentile(99)));
    }

    private static async Task<IReadOnlyList<Correspondent>> PeopleAsync(Api api, SmtpSink sink)
    {
        var people = new List<Correspondent>();
        for (var place = 0; place < People + PeopleWithApp; place++)
        {
            people.Add(place < People ? await Correspondent.NewAsync(api, sink) : await Correspondent.WithAppAsync(api, sink));
        }

        return people;
    }

    // Twenty requests a second: of four turns two are the first step of somebody who gets mail, and one a login with the app in two requests.
    private static async Task<Measured> RunAsync(DemoProcess node, IReadOnlyList<Correspondent> people, TimeSpan length)
    {
        var (first, app, threads) = (new Latencies(), new Latencies(), new List<int>());
        var running = new List<Task>();
        using var turns = new PeriodicTimer(Turn);
        for (var turn = 0; turn < length / Turn && await turns.WaitForNextTickAsync(); turn++)
        {
            if (turn % 4 == 3)
            {
                threads.Add(node.Threads);
                running.Add(LogInAsync(people[People + (turn / 4 % PeopleWithApp)], app));
            }
            else if (turn % 4 != 2)
            {
                running.Add(first.TimeAsync(people[turn % People].LogInAsync));
            }
        }

        await Task.WhenAll(running);

        // The second half: a pool grows with the first load it meets.
        return new Measured(first, app, threads.Skip(threads.Count / 2).Max());
    }

    private static async Task LogInAsync(Correspondent person, Latencies latencies)
    {
        var ticket = (await latencies.TimeAsync(person.LogInAsync)).Has(200).String("ephemeral_token");
        string code;
        lock (person.BackupCodes)
        {
            code = person.BackupCodes.Dequeue();
        }

        await latencies.TimeAsync(() => person.CompleteAsync(ticket, code));
    }

    private sealed record Measured(Latencies FirstSteps, Latencies WithApp, int Threads);
}
