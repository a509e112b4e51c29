using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>
/// kill -9 at any point of activating, confirming, regenerating, changing the primary method and logging in, all at once (SECURITY row R5):
/// what the database holds afterwards is one of the two states, never one between.
/// </summary>
public sealed class CrashTests
{
    private const int Kills = 6;
    private const int SoakKills = 200;

    [Theory, OnSqlite, OnPostgreSql]
    public Task A_killed_process_leaves_nothing_half_done(Database kind) => KillAsync(kind, Kills);

    [Theory, OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task Two_hundred_killed_processes_leave_nothing_half_done(Database kind) => KillAsync(kind, SoakKills);

    private static async Task KillAsync(Database kind, int kills)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var node = await DemoProcess.StartAsync(database.Settings);
            using var busy = await BusyPeople.StartAsync(node);
            var working = busy.WorkAsync();
            await Task.Delay(RandomNumberGenerator.GetInt32(5, 400));
            await node.KillAsync();
            await working;

            Assert.Empty(await Consistency.FaultsAsync(database));
        }

        await using var last = await DemoProcess.StartAsync(database.Settings);
        using var alive = await BusyPeople.StartAsync(last);
        await alive.WorkAsync(rounds: 1);
        Assert.Empty(await Consistency.FaultsAsync(database));
    }
}
