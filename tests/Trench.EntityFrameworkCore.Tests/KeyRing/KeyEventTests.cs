using System.Data.Common;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteKeyEventTests() : KeyEventTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresKeyEventTests() : KeyEventTests(new PostgresDatabase());

/// <summary>A change of the keys and the event that tells of it are one commit, whoever makes the change, on every kind of database.</summary>
public abstract class KeyEventTests(TestDatabase database) : IAsyncLifetime
{
    private const string OtherMasterKey = "/////////////////////////////////////////////wA=";
    private static readonly SealBinding Alice = new("factor", "alice", "e1");

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task The_first_key_and_the_first_pepper_take_no_other_s_place()
    {
        await using var node = Node();
        node.Protector.Seal("secret"u8, Alice);
        node.Peppers.Mac("1", "code");

        Assert.Empty(await ToldAsync());
    }

    [ContractFact]
    public async Task A_key_that_Data_Protection_makes_by_itself_is_told()
    {
        await using (var before = Node())
        {
            before.Protector.Seal("secret"u8, Alice);
        }

        await AgeAsync();
        await using var node = Node();
        node.Protector.Seal("secret"u8, Alice);

        Assert.Equal(["new key"], await ToldAsync());
    }

    [ContractFact]
    public async Task Nodes_that_find_the_key_too_old_at_the_same_time_tell_of_one_new_key()
    {
        await using (var before = Node())
        {
            before.Protector.Seal("secret"u8, Alice);
        }

        await AgeAsync();
        var nodes = Enumerable.Range(0, 8).Select(_ => Node()).ToList();
        await Parallel.ForEachAsync(nodes, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (node, _) =>
        {
            node.Protector.Seal("secret"u8, Alice);
            await node.DisposeAsync();
        });

        Assert.Equal(["new key"], await ToldAsync());
    }

    // Data Protection names the rows: one way for a single key, another for all of them.
    [ContractFact]
    public async Task A_revocation_is_told_as_one()
    {
        await using var node = Node();
        node.Protector.Seal("secret"u8, Alice);
        await using var ring = Ring(node);
        var manager = ring.GetRequiredService<IKeyManager>();

        manager.RevokeKey(manager.GetAllKeys().Single().KeyId);
        manager.RevokeAllKeys(node.Clock.GetUtcNow());

        Assert.Equal(["revoked key", "revoked key"], await ToldAsync());
    }

    [ContractFact]
    public async Task A_rotation_tells_of_the_key_and_of_the_pepper()
    {
        await using var node = Node();
        node.Protector.Seal("secret"u8, Alice);

        node.Services.GetRequiredService<KeyRotation>().Run();

        Assert.Equal(["new key", "new pepper"], await ToldAsync());
    }

    [ContractFact]
    public async Task A_key_whose_event_cannot_be_written_is_not_stored()
    {
        await using var node = Node();
        node.Protector.Seal("secret"u8, Alice);
        await using var context = database.Open();
        var keys = await context.Set<StoredKey>().CountAsync();
        await context.Database.ExecuteSqlRawAsync("DROP TABLE trench_events");

        Assert.ThrowsAny<Exception>(node.Services.GetRequiredService<KeyRotation>().Run);

        Assert.Equal(keys, await context.Set<StoredKey>().CountAsync());
    }

    [ContractFact]
    public async Task What_is_sealed_anew_is_told_with_its_number()
    {
        await using var node = Node();
        await using var context = database.Open();
        context.AddRange(Enumerable.Range(0, 201).Select(number => Enrolled(node, number)));
        await context.SaveChangesAsync();
        await using var tool = Node($"{OtherMasterKey},{TestHost.MasterKeyText}");
        tool.Services.GetRequiredService<KeyRotation>().Run();

        using var scope = tool.Services.CreateScope();
        var rewrap = KeyRotationTests.Rewrap(scope.ServiceProvider);
        Assert.Equal(1, rewrap.Keys());
        Assert.Equal(201, (await rewrap.RunAsync(SealedColumn.All[0], default)).Done);
        await rewrap.RunAsync(SealedColumn.All[0], default);

        Assert.Equal(["new key", "new pepper", "rewrap 1", "rewrap 1", "rewrap 200"], await ToldAsync());
    }

    [ContractFact]
    public async Task What_cannot_be_told_is_not_sealed_anew()
    {
        await using var node = Node();
        await using var context = database.Open();
        var enrolled = Enrolled(node, 1);
        context.Add(enrolled);
        await context.SaveChangesAsync();
        node.Services.GetRequiredService<KeyRotation>().Run();
        await context.Database.ExecuteSqlRawAsync("DROP TABLE trench_events");
        await using var tool = Node();
        using var scope = tool.Services.CreateScope();

        var fault = await Assert.ThrowsAnyAsync<DbException>(
            () => KeyRotationTests.Rewrap(scope.ServiceProvider).RunAsync(SealedColumn.All[0], default));

        Assert.Contains("trench_events", fault.Message, StringComparison.Ordinal);
        Assert.Equal(enrolled.SealedFactor, (await context.Set<Enrolment>().AsNoTracking().SingleAsync()).SealedFactor);
    }

    private static Enrolment Enrolled(TestHost node, int number) => new()
    {
        Id = $"e{number}",
        UserId = "alice",
        Method = "app",
        Label = $"{number}",
        Status = EnrolmentStatus.Active,
        SealedFactor = node.Protector.Seal("secret"u8, new SealBinding("factor", "alice", $"e{number}")),
    };

    // Data Protection by itself, over the stored keys of a node.
    private static ServiceProvider Ring(TestHost node)
    {
        var repository = new KeyRingRepository(
            node.Services.GetRequiredService<StoredKeys>(), node.Services.GetRequiredService<KeyRingSeal>());
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = repository);
        return services.BuildServiceProvider();
    }

    // As if the ring had been made a hundred days ago: its key is good for ninety.
    private async Task AgeAsync()
    {
        await using var context = database.Open();
        var row = await context.Set<StoredKey>().AsNoTracking().SingleAsync(key => key.Name.StartsWith("key-"));
        var element = XElement.Parse(row.Xml);
        foreach (var date in element.Elements().Where(child => child.Name.LocalName.EndsWith("Date", StringComparison.Ordinal)))
        {
            date.Value = DateTimeOffset.Parse(date.Value, CultureInfo.InvariantCulture).AddDays(-100).ToString("O");
        }

        var aged = element.ToString(SaveOptions.DisableFormatting);
        await context.Set<StoredKey>().Where(key => key.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(key => key.Xml, aged));
    }

    private async Task<IReadOnlyList<string>> ToldAsync()
    {
        await using var context = database.Open();
        var told = await context.Set<MfaEvent>().AsNoTracking().Where(happened => happened.Name == EventNames.KeyRotated).ToListAsync();
        return [.. told
            .Select(happened => happened.Count is { } count ? $"{happened.Reason} {count}" : $"{happened.Reason}")
            .Order(StringComparer.Ordinal)];
    }

    private TestHost Node(string masterKey = TestHost.MasterKeyText) => new(database.Use, masterKey);
}
