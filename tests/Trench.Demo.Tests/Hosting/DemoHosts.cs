using System.Collections.Concurrent;

namespace Trench.Demo.Tests;

/// <summary>Pairs of demo nodes, one pair for each database, shared by all tests of a collection: each test brings people of its own.</summary>
public sealed class DemoHosts : IAsyncLifetime
{
    /// <summary>The OAuth client that every pair knows.</summary>
    internal const string ShopClient = "shop";

    /// <summary>Its secret.</summary>
    internal const string ShopSecret = "the secret of the shop";

    private readonly ConcurrentDictionary<Database, Lazy<Task<Nodes>>> _started = new();

    /// <summary>One node.</summary>
    internal async Task<DemoHost> OnAsync(Database database) => (await NodesAsync(database)).First;

    /// <summary>Two nodes that share database and data folder.</summary>
    internal Task<Nodes> NodesAsync(Database database) => _started.GetOrAdd(database, _ => new(() => Nodes.StartAsync(database))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var nodes in _started.Values)
        {
            await (await nodes.Value).DisposeAsync();
        }
    }
}

/// <summary>Two nodes of the demo on one database.</summary>
internal sealed record Nodes(DemoHost First, DemoHost Second, TestDatabase Shared) : IAsyncDisposable
{
    public static async Task<Nodes> StartAsync(Database kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var world = World.Create();
        KeyValuePair<string, string>[] shop =
        [
            new($"DEUX:CLIENTS:{DemoHosts.ShopClient}:SECRET", DemoHosts.ShopSecret),
            new($"DEUX:CLIENTS:{DemoHosts.ShopClient}:SCOPES", "read write"),
        ];
        var nodes = new Nodes(new DemoHost(database, world, shop), new DemoHost(database, world, shop), database);
        _ = nodes.First.Server;
        _ = nodes.Second.Server;
        return nodes;
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Shared.DisposeAsync();
    }
}

/// <summary>The tests that share the demo's nodes; one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoTests : ICollectionFixture<DemoHosts>
{
    public const string Name = "demo";
}
