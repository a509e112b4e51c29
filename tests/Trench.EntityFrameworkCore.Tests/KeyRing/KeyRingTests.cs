using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteKeyRingTests() : KeyRingTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresKeyRingTests() : KeyRingTests(new PostgresDatabase());

/// <summary>The key ring in the database, on every kind of database.</summary>
public abstract class KeyRingTests(TestDatabase database) : IAsyncLifetime
{
    private const string OtherMasterKey = "/////////////////////////////////////////////wA=";
    private static readonly SealBinding Alice = new("factor", "alice", "enrolment-1");

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    // J50
    [ContractFact]
    public async Task A_secret_comes_back_as_it_was_sealed()
    {
        await using var host = Node();

        Assert.Equal("secret"u8.ToArray(), host.Protector.Open(host.Protector.Seal("secret"u8, Alice), Alice));
    }

    [ContractFact]
    public async Task Two_nodes_on_one_database_read_each_others_seals()
    {
        await using var first = Node();
        await using var second = Node();

        Assert.Equal("from first"u8.ToArray(), second.Protector.Open(first.Protector.Seal("from first"u8, Alice), Alice));
        Assert.Equal("from second"u8.ToArray(), first.Protector.Open(second.Protector.Seal("from second"u8, Alice), Alice));
    }

    [ContractFact]
    public async Task Nodes_that_start_together_on_an_empty_database_agree_on_one_key()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => Node()).ToList();

        await Parallel.ForEachAsync(nodes, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (node, _) => await node.StartAsync());

        Assert.Single(await KeysAsync());
        var seals = nodes.Select(node => node.Protector.Seal("secret"u8, Alice)).ToList();
        Assert.All(nodes, node => Assert.All(seals, seal => Assert.Equal("secret"u8.ToArray(), node.Protector.Open(seal, Alice))));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [ContractFact]
    public async Task A_dump_of_the_database_holds_no_key_in_clear()
    {
        await using var host = Node();
        host.Protector.Seal("secret"u8, Alice);

        var stored = Assert.Single(await KeysAsync()).Xml;

        var sealedKey = System.Xml.Linq.XElement.Parse(stored).Descendants("sealedKey").Single();
        var opened = new MasterKeyDecryptor(host.Services).Decrypt(sealedKey);
        var key = opened.DescendantsAndSelf("value").Single().Value;
        Assert.True(Convert.FromBase64String(key).Length >= 32);
        Assert.DoesNotContain(key, stored, StringComparison.Ordinal);
    }

    // Attack: whoever can write to the table copies the sealed secret of a user he knows over that of another.
    [ContractFact]
    public async Task A_seal_opens_for_no_other_user_row_or_kind()
    {
        await using var host = Node();
        var seal = host.Protector.Seal("secret"u8, Alice);

        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open(seal, Alice with { Owner = "mallory" }));
        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open(seal, Alice with { Row = "enrolment-2" }));
        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open(seal, Alice with { Kind = "message" }));
        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open(seal, new SealBinding("factor", "aliceenrolment-1", "")));
    }

    [ContractFact]
    public async Task A_changed_or_invented_seal_does_not_open()
    {
        await using var host = Node();
        var seal = host.Protector.Seal("secret"u8, Alice);
        var middle = seal.Length / 2;

        Assert.Throws<SecretUnavailableException>(
            () => host.Protector.Open(seal[..middle] + (seal[middle] == 'A' ? 'B' : 'A') + seal[(middle + 1)..], Alice));
        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open("no seal at all!", Alice));
        Assert.Throws<SecretUnavailableException>(() => host.Protector.Open("", Alice));
    }

    [ContractFact]
    public async Task Under_another_master_key_nothing_opens_and_nothing_new_is_sealed()
    {
        await using var right = Node();
        var seal = right.Protector.Seal("secret"u8, Alice);

        await using var wrong = Node(OtherMasterKey);

        Assert.Throws<SecretUnavailableException>(() => wrong.Protector.Open(seal, Alice));
        Assert.Contains("master key", Assert.Throws<SecretUnavailableException>(() => wrong.Protector.Seal("new"u8, Alice)).Message, StringComparison.Ordinal);
        Assert.Single(await KeysAsync());
        Assert.Equal("secret"u8.ToArray(), right.Protector.Open(seal, Alice));
    }

    [ContractFact]
    public async Task A_lost_ring_is_an_alarm_when_the_application_starts()
    {
        await using var right = Node();
        await right.StartAsync();
        await using var wrong = Node(OtherMasterKey);

        await wrong.StartAsync();

        Assert.Empty(right.Log.Levels);
        Assert.Contains(LogLevel.Critical, wrong.Log.Levels);
    }

    [ContractFact]
    public async Task A_secret_whose_key_is_gone_is_unavailable()
    {
        await using var before = Node();
        var seal = before.Protector.Seal("secret"u8, Alice);
        await using var context = database.Open();
        await context.Set<StoredKey>().ExecuteDeleteAsync();

        await using var after = Node();

        Assert.Throws<SecretUnavailableException>(() => after.Protector.Open(seal, Alice));
    }

    [ContractFact]
    public async Task The_application_keeps_its_own_data_protection()
    {
        await using var host = Node();

        host.Protector.Seal("secret"u8, Alice);

        Assert.Null(host.Services.GetService<IDataProtectionProvider>());
    }

    private TestHost Node(string masterKey = TestHost.MasterKeyText) => new(database.Use, masterKey);

    private async Task<List<StoredKey>> KeysAsync()
    {
        await using var context = database.Open();
        return await context.Set<StoredKey>().AsNoTracking().Where(key => !key.Name.StartsWith("pepper")).ToListAsync();
    }
}
