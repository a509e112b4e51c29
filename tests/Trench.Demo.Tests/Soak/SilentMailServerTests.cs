using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// A mail server that takes connections and says nothing, under load (SECURITY rows R1 and R3): first steps that send a mail wait for
/// nothing, whoever has an app signs in with its codes as ever, nobody is refused, and no thread hangs. Against the same load with a mail
/// server that works, because machines differ.
/// </summary>
[Collection(DemoTests.Name), Trait("Category", "Soak")]
public sealed class SilentMailServerTests(ITestOutputHelper output)
{
    private const int People = 10;

    // Five of them sign in each second, and an app has one code for half a minute: everybody comes again after 36 seconds.
    private const int PeopleWithApp = 180;

    private const int ThreadsMore = 10;
    private const double LongestFirstStep = 300;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Fault = TimeSpan.FromSeconds(60);

    // Each would be a slow hash at the enrolment, and nobody uses one here.
    private static readonly KeyValuePair<string, string> OneBackupCode = new("TRENCH_AUTH:BACKUP_CODES_QUANTITY", "1");

    [ComponentTheory(Component.SmtpSink, Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task Nobody_notices_a_mail_server_that_says_nothing(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var sink = new SmtpSink();
        await using var relay = new TcpRelay(TestEnvironment.SmtpHost, TestEnvironment.SmtpPort);
        KeyValuePair<string, string>[] own = [OneBackupCode, new("Email:Smtp:Port", $"{relay.Port}")];
        await using var node = await DemoProcess.StartAsync(
            [.. database.Settings, .. SmtpSink.Settings, .. Correspondent.Settings, .. own]);
        using var client = new HttpClient { BaseAddress = node.Address };
        var api = new Api(client);
        var people = await PeopleAsync(People, () => Correspondent.NewAsync(api, sink));
        var withApp = new Queue<Correspondent>(await PeopleAsync(PeopleWithApp, () => Correspondent.WithAppAsync(api, sink)));

        var before = await RunAsync(node, people, withApp, Calm);
        relay.Pause();
        var during = await RunAsync(node, people, withApp, Fault);

        output.WriteLine($"{kind}, mail server works: {before}");
        output.WriteLine($"{kind}, mail server silent: {during}");
        Assert.Equal([200], during.FirstSteps.Statuses.Keys);
        Assert.Equal([200], during.WithApp.Statuses.Keys);
        Assert.InRange(during.Threads, 0, before.Threads + ThreadsMore);
        Assert.InRange(during.FirstSteps.Percentile(99), 0, Math.Max(LongestFirstStep, 2 * before.FirstSteps.Percentile(99)));
        Assert.InRange(during.WithApp.Percentile(99), 0, Math.Max(LongestFirstStep, 2 * before.WithApp.Percentile(99)));
    }

    private static async Task<IReadOnlyList<Correspondent>> PeopleAsync(int count, Func<Task<Correspondent>> enrol)
    {
        var people = new List<Correspondent>();
        while (people.Count < count)
        {
            people.Add(await enrol());
        }

        return people;
    }

    // Twenty requests a second: of four turns two are the first step of somebody who gets mail, and one a login with the app in two requests.
    private static async Task<Measured> RunAsync(
        DemoProcess node, IReadOnlyList<Correspondent> people, Queue<Correspondent> withApp, TimeSpan length)
    {
        var (first, app, threads) = (new Latencies(), new Latencies(), new List<int>());
        var running = new List<Task>();
        using var turns = new PeriodicTimer(Turn);
        for (var turn = 0; turn < length / Turn && await turns.WaitForNextTickAsync(); turn++)
        {
            if (turn % 4 == 3)
            {
                threads.Add(node.Threads);
                var next = withApp.Dequeue();
                withApp.Enqueue(next);
                running.Add(SignInAsync(next, app));
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

    private static async Task SignInAsync(Correspondent person, Latencies latencies)
    {
        var ticket = (await latencies.TimeAsync(person.LogInAsync)).Has(200).String("ephemeral_token");
        var code = await person.AppCodeAsync();
        (await latencies.TimeAsync(() => person.CompleteAsync(ticket, code))).Has(200).String("access");
    }

    private sealed record Measured(Latencies FirstSteps, Latencies WithApp, int Threads);
}
