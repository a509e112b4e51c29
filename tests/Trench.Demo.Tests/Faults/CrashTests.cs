using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// kill -9 at any point of activating, confirming, regenerating, changing the primary method and logging in, all at once (SECURITY row R5):
/// what the database holds afterwards is one of the two states, never one between. Each kill aims at the operation that was met least often.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 6;
    private const int SoakMeetings = 200;
    private const int MostSoakKills = 2000;
    private const int KillsOfOneDatabase = 20;

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_killed_process_leaves_nothing_half_done(Database kind) => KillAsync(kind, Kills, new Tally());

    // What is counted is not the kill but what it met: a request that was sent and has never been answered.
    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public async Task Each_operation_is_met_by_two_hundred_kills_and_nothing_is_half_done(Database kind)
    {
        var tally = new Tally();
        while (tally.Fewest < SoakMeetings)
        {
            Assert.True(tally.Kills < MostSoakKills, $"An operation is hardly ever met: {tally}");
            await KillAsync(kind, KillsOfOneDatabase, tally);
        }
    }

    private async Task KillAsync(Database kind, int kills, Tally tally)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var node = await DemoProcess.StartAsync(database.Settings);
            using var busy = await BusyPeople.StartAsync(node);
            var working = busy.WorkAsync();
            await await Task.WhenAny(working, busy.Flights.AmidAsync(tally.Aim()));
            busy.Flights.End();
            await node.KillAsync();
            await working;
            tally.Add(busy.Flights);

            Assert.Empty(await Consistency.FaultsAsync(database));
        }

        output.WriteLine($"{kind}: {tally}");
        await using var last = await DemoProcess.StartAsync(database.Settings);
        using var alive = await BusyPeople.StartAsync(last);
        Assert.Empty(await Consistency.FaultsAsync(database));
    }
}
