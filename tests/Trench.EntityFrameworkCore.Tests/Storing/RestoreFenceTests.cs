using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteRestoreFenceTests() : RestoreFenceTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresRestoreFenceTests() : RestoreFenceTests(new PostgresDatabase());

/// <summary>The fence after a restored backup, on every kind of database.</summary>
public abstract class RestoreFenceTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly DateTimeOffset Since = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);
    private static readonly DateTimeOffset Now = Since.AddHours(1);

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task What_may_have_been_used_is_void_and_what_came_later_is_good()
    {
        var (old, young) = (StoreRows.BackupCode("alice", "set", Since), StoreRows.BackupCode("alice", "new", Since.AddMinutes(1)));
        await CommitAsync(
            new EnsureAccount("alice", AccountKind.Backup, "salt", Since),
            new ChargeAccount("alice", AccountKind.Backup, new AccountLimits(5, 20, 100), Since),
            new ReplaceBackupCodes("alice", "set", [old]),
            new ReplaceBackupCodes("alice", "new", [young]));

        var count = await FenceAsync();

        await using var context = database.Open();
        var codes = await context.Set<BackupCode>().ToDictionaryAsync(code => code.Id);
        var account = await context.Set<Account>().SingleAsync();
        Assert.Equal((1, Now, null), (count.BackupCodes, codes[old.Id].UsedAt, codes[young.Id].UsedAt));
        Assert.Equal((Now, 1, 1), (account.CodesVoidAt, account.DayFailures, account.WindowFailures));
    }

    [ContractFact]
    public async Task Counters_of_apps_move_forward_only_and_those_of_other_methods_stay()
    {
        await using (var context = database.Open())
        {
            context.AddRange(Row("behind", "app", 5), Row("ahead", "app", long.MaxValue), Row("slow", "slow", 5), Row("key", "yubi", 5));
            await context.SaveChangesAsync();
        }

        await FenceAsync();

        await using var after = database.Open();
        var counters = await after.Set<Enrolment>().ToDictionaryAsync(row => row.Id, row => row.Counter);
        Assert.Equal(Now.ToUnixTimeSeconds() / 30, counters["behind"]);
        Assert.Equal(Now.ToUnixTimeSeconds() / 60, counters["slow"]);
        Assert.Equal((long.MaxValue, 5), (counters["ahead"], counters["key"]));
    }

    [ContractFact]
    public async Task Keys_that_nobody_else_remembers_are_fenced_where_their_owners_have_another_method()
    {
        await using (var context = database.Open())
        {
            context.AddRange(
                Row("own", "yubi_own", 5, "anna"),
                Row("paused", "yubi_own", 5, "anna", EnrolmentStatus.Paused),
                Row("cloud", "yubi", 5, "anna"),
                Row("only", "yubi_own", 5, "ben"),
                Row("second", "yubi_more", 5, "ben"),
                Row("beside", "yubi_own", 5, "cara"),
                Row("pending", "app", -1, "cara", EnrolmentStatus.Pending),
                Row("retired", "pigeon", -1, "cara"));
            await context.SaveChangesAsync();
        }

        var count = await FenceAsync();

        await using var after = database.Open();
        var fenced = after.Set<Enrolment>().Where(row => row.Counter == Enrolment.FencedCounter).Select(row => row.Id);
        Assert.Equal(["own", "paused"], (await fenced.ToListAsync()).Order());
        Assert.Equal((2, 3), (count.Keys, count.KeysLeft));
    }

    private static Enrolment Row(
        string id, string method, long counter, string? user = null, EnrolmentStatus status = EnrolmentStatus.Active) =>
        new() { Id = id, UserId = user ?? id, Method = method, Label = id, Status = status, Counter = counter };

    private async Task<FenceCount> FenceAsync()
    {
        await using var context = database.Open();
        SteppedMethod[] apps = [new("app", TimeSpan.FromSeconds(30)), new("slow", TimeSpan.FromSeconds(60))];
        var methods = new FencedMethods(apps, OwnKeys: ["yubi_own", "yubi_more"], Others: ["app", "slow", "yubi"]);
        return await new RestoreFence(context).RunAsync(Since, methods, Now, CancellationToken.None);
    }

    private async Task CommitAsync(params Change[] changes)
    {
        await using var scope = database.OpenScope();
        Assert.True((await scope.Store.CommitAsync(changes, CancellationToken.None)).Done);
    }
}
