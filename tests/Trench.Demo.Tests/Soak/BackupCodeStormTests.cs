using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// A hundred wrong backup codes a second at one account for half a minute, with a new ticket each second (SECURITY row 55): others sign in as
/// ever. Passwords cost what they cost in production; the limit of wrong passwords from one address is off.
/// </summary>
[Collection(DemoTests.Name), Trait("Category", "Soak")]
public sealed class BackupCodeStormTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(30);

    private static readonly IReadOnlyList<KeyValuePair<string, string>> Settings =
    [
        new("TRENCH_AUTH:LIMITS:ADDRESS_FAILURES", ""),
        new("Demo:PasswordHasher:IterationCount", "100000"),
        new("Logging:LogLevel:Default", "Warning"),
        new("Logging:LogLevel:Trench", "Error"),
        new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),
    ];

    [ComponentTheory(Component.SmtpSink), OnSqlite, OnPostgreSql]
    public async Task Logins_of_others_take_less_than_twice_as_long(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var sink = new SmtpSink();
        await using var node = await DemoProcess.StartAsync([.. database.Settings, .. SmtpSink.Settings, .. Settings]);
        using var client = new HttpClient { BaseAddress = node.Address };
        var api = new Api(client);
        var anna = await Correspondent.WithAppAsync(api, sink);

        // What a process compiles and connects the first time is no cost of the attack.
        await StormAsync(await Correspondent.WithAppAsync(api, sink), new Latencies(), WarmUp);
        var before = await LogInAsync(anna, Task.Delay(Calm));
        var codes = new Latencies();
        var during = await LogInAsync(anna, StormAsync(await Correspondent.WithAppAsync(api, sink), codes, Storm));

        output.WriteLine($"{kind}, calm: {before}");
        output.WriteLine($"{kind}, storm: {during}");
        output.WriteLine($"{kind}, codes: {codes}");
        Assert.Equal([200], during.Statuses.Keys);
        Assert.Contains(429, codes.Statuses.Keys);
        Assert.DoesNotContain(codes.Statuses.Keys, status => status is < 400 or >= 500);
        Assert.InRange(during.Percentile(99), 0, 2 * before.Percentile(99));
    }

    private static async Task<Latencies> LogInAsync(Correspondent person, Task until)
    {
        var logins = new Latencies();
        while (!until.IsCompleted)
        {
            await logins.TimeAsync(person.LogInAsync);
        }

        await until;
        return logins;
    }

    private static async Task StormAsync(Correspondent attacked, Latencies codes, TimeSpan length)
    {
        var (ticket, sent) = ("", new List<Task>());
        using var turns = new PeriodicTimer(Turn);
        for (var turn = 0; turn < length / Turn && await turns.WaitForNextTickAsync(); turn++)
        {
            if (turn % 100 == 0)
            {
                ticket = (await attacked.LogInAsync()).Has(200).String("ephemeral_token");
            }

            sent.Add(codes.TimeAsync(() => attacked.CompleteAsync(ticket, "WR0NGWR0NGWR0NGX")));
        }

        await Task.WhenAll(sent);
    }
}
