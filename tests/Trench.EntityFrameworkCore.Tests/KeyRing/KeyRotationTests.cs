using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteKeyRotationTests() : KeyRotationTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresKeyRotationTests() : KeyRotationTests(new PostgresDatabase());

/// <summary>New keys beside old ones while nodes read and write, on every kind of database.</summary>
public abstract class KeyRotationTests(TestDatabase database) : IAsyncLifetime
{
    private const int Secrets = 1_000;
    private const string OtherMasterKey = "/////////////////////////////////////////////wA=";

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task A_thousand_secrets_under_three_keys_stay_readable_while_they_are_sealed_anew()
    {
        await using var node = Node();
        await SealThousandAsync(node);
        await using var other = Node();
        using var done = new CancellationTokenSource();

        var reading = ReadUntilAsync(other, done.Token);
        await using var tool = Node();
        var count = await RewrapAsync(tool, new SealedColumn(typeof(Enrolment), "sealed_factor", "factor"));
        await done.CancelAsync();

        Assert.Equal(0, await reading);
        Assert.Equal(0, count.Unreadable);
        Assert.InRange(count.Done, 600, Secrets);
        Assert.Equal(0, await UnreadableAsync(node));
        Assert.Single((await RowsAsync()).Select(row => SealedText.KeyOf(row.SealedFactor!)).Distinct());
    }

    [ContractFact]
    public async Task A_run_that_broke_off_is_taken_up_by_the_next()
    {
        await using var node = Node();
        await SealThousandAsync(node);
        await using var tool = Node();
        using var cut = new CancellationTokenSource();
        cut.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RewrapAsync(tool, SealedColumn.All[0], cut.Token));

        await RewrapAsync(tool, SealedColumn.All[0]);

        Assert.Equal(0, (await RewrapAsync(tool, SealedColumn.All[0])).Done);
        Assert.Equal(0, await UnreadableAsync(node));
    }

    [ContractFact]
    public async Task A_secret_whose_key_is_lost_is_counted_and_left_alone()
    {
        await using var node = Node();
        await SealThousandAsync(node);
        await using (var context = database.Open())
        {
            var first = await context.Set<StoredKey>().Where(key => key.Name.StartsWith("key-")).FirstAsync();
            await context.Set<StoredKey>().Where(key => key.Id == first.Id).ExecuteDeleteAsync();
        }

        await using var tool = Node();
        var count = await RewrapAsync(tool, SealedColumn.All[0]);

        Assert.InRange(count.Unreadable, 300, 400);
        Assert.Equal(count.Unreadable, await UnreadableAsync(tool));
    }

    [ContractFact]
    public async Task A_new_master_key_takes_over_while_nodes_with_both_work_on()
    {
        await using var before = Node();
        var seal = before.Protector.Seal("secret"u8, Binding("e1"));
        before.Services.GetRequiredService<PepperStore>().Rotate();
        var mac = before.Peppers.Mac("2", "x");
        await using var both = Node($"{OtherMasterKey},{TestHost.MasterKeyText}");

        Assert.Equal("secret"u8.ToArray(), both.Protector.Open(seal, Binding("e1")));
        using (var scope = both.Services.CreateScope())
        {
            Assert.Equal(3, Rewrap(scope.ServiceProvider).Keys());
        }

        await using var after = Node(OtherMasterKey);
        Assert.Equal("secret"u8.ToArray(), after.Protector.Open(seal, Binding("e1")));
        Assert.Equal(mac, after.Peppers.Mac("2", "x"));
        Assert.Equal("both"u8.ToArray(), after.Protector.Open(both.Protector.Seal("both"u8, Binding("e2")), Binding("e2")));
        Assert.Equal("secret"u8.ToArray(), before.Protector.Open(seal, Binding("e1")));
    }

    [ContractFact]
    public async Task A_running_node_reads_what_was_sealed_under_a_key_made_since()
    {
        await using var node = Node();
        node.Protector.Seal("before"u8, Binding("e1"));
        await using var tool = Node();
        Rotate(tool);
        var seal = tool.Protector.Seal("after"u8, Binding("e1"));

        node.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("after"u8.ToArray(), node.Protector.Open(seal, Binding("e1")));
        Assert.Equal(SealedText.KeyOf(seal), SealedText.KeyOf(node.Protector.Seal("again"u8, Binding("e1"))));
    }

    [ContractFact]
    public async Task A_running_node_takes_up_a_new_pepper_and_keeps_the_old_ones()
    {
        await using var node = Node();
        var old = node.Peppers.Mac("1", "code");
        await using var tool = Node();
        tool.Services.GetRequiredService<PepperStore>().Rotate();
        tool.Services.GetRequiredService<PepperStore>().Rotate();
        var made = tool.Peppers.Mac("3", "code");

        node.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("1", node.Peppers.Current);
        Assert.Equal(made, node.Peppers.Mac("3", "code"));
        Assert.Equal(old, node.Peppers.Mac("1", "code"));
        Assert.Equal("3", node.Peppers.Current);
    }

    [ContractFact]
    public async Task Pepper_one_is_the_one_that_hung_on_the_master_key_before_peppers_were_stored()
    {
        await using var node = Node();

        var derived = new PepperRing(new FirstPepper(new MasterKey(Convert.FromBase64String(TestHost.MasterKeyText))), TimeProvider.System);

        Assert.Equal(derived.Mac("1", "code"), node.Peppers.Mac("1", "code"));
    }

    // Attack: who can write to the table gives one pepper the place of another, or of a key of the ring.
    [ContractFact]
    public async Task A_pepper_moved_to_another_version_does_not_open()
    {
        await using var node = Node();
        node.Peppers.Mac("1", "x");
        node.Services.GetRequiredService<PepperStore>().Rotate();
        await using (var context = database.Open())
        {
            var second = await context.Set<StoredKey>().AsNoTracking().SingleAsync(key => key.Name == "pepper-2");
            await context.Set<StoredKey>().Where(key => key.Name == "pepper-1")
                .ExecuteUpdateAsync(row => row.SetProperty(key => key.Xml, second.Xml));
        }

        await using var after = Node();

        Assert.Throws<SecretUnavailableException>(() => after.Peppers.Mac("1", "x"));
    }

    // What is not in the list is not sealed anew, and its old key is taken for unused.
    [ContractFact]
    public void Every_sealed_column_is_known()
    {
        using var context = database.Open();
        var columns = context.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties())
            .Select(property => property.GetColumnName())
            .Where(name => name.StartsWith("sealed_", StringComparison.Ordinal) || name == "pending_factor");

        Assert.Equal(columns.Order(), SealedColumn.All.Select(column => column.Name).Order());
    }

    internal static KeyRewrap Rewrap(IServiceProvider services) => new(
        services.GetRequiredService<TestDbContext>(),
        services.GetRequiredService<ISecretProtector>(),
        services.GetRequiredService<StoredKeys>(),
        services.GetRequiredService<KeyRingSeal>(),
        TimeProvider.System);

    private static SealBinding Binding(string row) => new("factor", "alice", row);

    private static async Task<RewrapCount> RewrapAsync(TestHost host, SealedColumn column, CancellationToken cancellationToken = default)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await Rewrap(scope.ServiceProvider).RunAsync(column, cancellationToken);
    }

    private static void Rotate(TestHost host) => host.Services.GetRequiredService<KeyRotation>().Run();

    // A third under each of three keys.
    private async Task SealThousandAsync(TestHost node)
    {
        for (var key = 0; key < 3; key++)
        {
            if (key > 0)
            {
                Rotate(node);
            }

            await using var fresh = Node();
            await using var context = database.Open();
            context.AddRange(Enumerable.Range(0, Secrets).Where(number => number % 3 == key).Select(number => new Enrolment
            {
                Id = $"e{number:0000}",
                UserId = "alice",
                Method = "app",
                Label = $"{number}",
                Status = EnrolmentStatus.Active,
                SealedFactor = fresh.Protector.Seal(BitConverter.GetBytes(number), Binding($"e{number:0000}")),
            }));
            await context.SaveChangesAsync();
        }

        node.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await UnreadableAsync(node));
    }

    private async Task<int> ReadUntilAsync(TestHost node, CancellationToken end)
    {
        var unreadable = 0;
        do
        {
            // SQLite answers at once: without this the caller would never get its turn.
            await Task.Yield();
            unreadable += await UnreadableAsync(node);
        }
        while (!end.IsCancellationRequested);

        return unreadable;
    }

    private async Task<int> UnreadableAsync(TestHost node)
    {
        var unreadable = 0;
        foreach (var row in await RowsAsync())
        {
            try
            {
                var secret = BitConverter.ToInt32(node.Protector.Open(row.SealedFactor!, Binding(row.Id)));
                Assert.Equal(int.Parse(row.Label, CultureInfo.InvariantCulture), secret);
            }
            catch (SecretUnavailableException)
            {
                unreadable++;
            }
        }

        return unreadable;
    }

    private async Task<List<Enrolment>> RowsAsync()
    {
        await using var context = database.Open();
        return await context.Set<Enrolment>().AsNoTracking().ToListAsync();
    }

    private TestHost Node(string masterKey = TestHost.MasterKeyText) => new(database.Use, masterKey);
}
