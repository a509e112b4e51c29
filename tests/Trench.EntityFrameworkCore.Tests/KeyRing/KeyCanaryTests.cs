using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteKeyCanaryTests() : KeyCanaryTests(new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresKeyCanaryTests() : KeyCanaryTests(new PostgresDatabase());

/// <summary>A lost key is noticed before a user meets with it, on every kind of database.</summary>
public abstract class KeyCanaryTests(TestDatabase database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task With_all_keys_nothing_is_missing()
    {
        await using var node = Node();

        Assert.Empty(await MissingAsync(node));
        Assert.Empty(await MissingAsync(node));
    }

    [ContractFact]
    public async Task One_lost_key_among_others_is_named()
    {
        await using var node = Node();
        await MissingAsync(node);
        Rotate(node);
        await LoseAsync(key => key.Name.StartsWith("key-"), first: true);
        await using var after = Node();

        Assert.Single(await MissingAsync(after));
    }

    [ContractFact]
    public async Task A_lost_pepper_is_named()
    {
        await using var node = Node();
        await MissingAsync(node);
        Rotate(node);
        await LoseAsync(key => key.Name == "pepper-1", first: false);
        await using var after = Node();

        Assert.Equal(["pepper-1"], await MissingAsync(after));
    }

    // A new ring would hide the loss: everything sealed before would look wrong instead of unreadable.
    [ContractFact]
    public async Task No_new_ring_is_made_in_place_of_a_lost_one()
    {
        await using var node = Node();
        await MissingAsync(node);
        await LoseAsync(_ => true, first: false);
        await using var after = Node();

        await Assert.ThrowsAsync<SecretUnavailableException>(() => MissingAsync(after));
        Assert.Throws<SecretUnavailableException>(() => after.Peppers.Mac("1", "code"));
        await using var context = database.Open();
        Assert.Empty(await context.Set<StoredKey>().ToListAsync());
    }

    [ContractFact]
    public async Task A_lost_key_is_an_event_when_the_application_starts()
    {
        await using var node = Node();
        await node.StartAsync();
        await LoseAsync(_ => true, first: false);
        await using var after = Node();

        await after.StartAsync();

        await using var context = database.Open();
        Assert.Equal([EventNames.KeyMissing], await context.Set<MfaEvent>().Select(happened => happened.Name).ToListAsync());
    }

    private static void Rotate(TestHost host)
    {
        host.Services.GetRequiredService<KeyRotation>().Run();
        host.Clock.Advance(TimeSpan.FromHours(2));
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(TestHost host) =>
        await host.Services.GetServices<IKeyCheck>().Single().FindMissingAsync(CancellationToken.None);

    private async Task LoseAsync(System.Linq.Expressions.Expression<Func<StoredKey, bool>> which, bool first)
    {
        await using var context = database.Open();
        var ids = await context.Set<StoredKey>().Where(which).Select(key => key.Id).ToListAsync();
        ids = first ? ids[..1] : ids;
        await context.Set<StoredKey>().Where(key => ids.Contains(key.Id)).ExecuteDeleteAsync();
    }

    private TestHost Node() => new(database.Use);
}
