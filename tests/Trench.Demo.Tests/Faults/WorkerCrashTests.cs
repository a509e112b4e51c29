using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>
/// kill -9 of nodes that have mails under way (SECURITY row R4): another node takes them over when their leases end, none is lost, at most one
/// goes out twice, and none after its end.
/// </summary>
public sealed class WorkerCrashTests
{
    private const int NodesAtOnce = 2;
    private const int SoakRounds = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    // A node that took mails over may be killed as well: its leases have to end, too.
    private static readonly TimeSpan Patience = (2 * Lease) + TimeSpan.FromSeconds(30);

    // A minute passes for the messages in the database, so that the test need not wait for one.
    [ComponentTheory(Component.SmtpSink), OnSqlite, OnPostgreSql]
    public Task Mails_of_killed_nodes_are_sent_by_another_one_and_none_too_late(Database kind) => KillAsync(kind, rounds: 1, AgeAsync);

    [ComponentTheory(Component.SmtpSink), OnSqlite, OnPostgreSql, Trait("Category", "Soak")]
    public Task Of_a_hundred_killed_workers_no_mail_is_lost_or_late(Database kind) => KillAsync(kind, SoakRounds, _ => Task.Delay(Lease));

    private static async Task KillAsync(Database kind, int rounds, Func<TestDatabase, Task> leasesEnd)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var sink = new SmtpSink();
        KeyValuePair<string, string>[] settings = [.. database.Settings, .. SmtpSink.Settings, .. MailsUnderWay.Settings];
        var all = new List<MailsUnderWay>();
        for (var round = 0; round < rounds; round++)
        {
            var killed = await Task.WhenAll(Enumerable.Range(0, NodesAtOnce).Select(_ => KillOneAsync(settings, sink)));
            await Task.WhenAll(killed.Select(mails => mails.LetGoAsync()));
            all.AddRange(killed);
        }

        await leasesEnd(database);
        await using var heir = await DemoProcess.StartAsync(settings);
        await EmptyAsync(database);

        Assert.Empty((await Task.WhenAll(all.Select(mails => mails.FaultsAsync()))).SelectMany(faults => faults));
        using var client = new HttpClient { BaseAddress = heir.Address };
        await Task.WhenAll(all.TakeLast(NodesAtOnce).Select(mails => mails.CompleteAsync(client)));
    }

    private static async Task<MailsUnderWay> KillOneAsync(IEnumerable<KeyValuePair<string, string>> settings, SmtpSink sink)
    {
        await using var node = await DemoProcess.StartAsync(settings);
        using var client = new HttpClient();
        var mails = await MailsUnderWay.NewAsync(node, client, sink);
        await mails.BeginAsync();
        await node.KillAsync();
        await mails.EndAsync();
        return mails;
    }

    private static async Task AgeAsync(TestDatabase database)
    {
        var by = (long)(Lease + TimeSpan.FromSeconds(1)).TotalMilliseconds;
        await using var context = Faults.Open(database);
        await context.Database.ExecuteSqlAsync(
            $"UPDATE trench_outbox SET lease_until = lease_until - {by}, expires_at = expires_at - {by} WHERE state = 0");
    }

    // Sent or given up, and no body left behind.
    private static async Task EmptyAsync(TestDatabase database)
    {
        await using var context = Faults.Open(database);
        var started = TimeProvider.System.GetTimestamp();
        while (await context.Set<OutboxMessage>().AnyAsync(row => row.State == OutboxState.Queued || row.SealedBody != null))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "Messages are left in the outbox.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
