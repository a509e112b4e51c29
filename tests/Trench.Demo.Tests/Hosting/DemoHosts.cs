using System.Collections.Concurrent;

namespace Trench.Demo.Tests;

/// <summary>
/// Pairs of demo nodes, one pair for each database and kind of limits, shared by all tests of a collection: each test brings people of
/// its own.
/// </summary>
public sealed class DemoHosts : IAsyncLifetime
{
    // What a race needs so that every runner is judged and none is turned away before.
    private static readonly KeyValuePair<string, string>[] Lifted =
    [
        new("TRENCH_AUTH:TICKET_ATTEMPTS", "10"),
        new("TRENCH_AUTH:TICKETS_PER_USER", "100"),
        new("TRENCH_AUTH:LIMITS:LOCK_AFTER", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_30_DAYS", ""),
        new("TRENCH_AUTH:LIMITS:BACKUP_CODES_PER_DAY", ""),
    ];

    private readonly ConcurrentDictionary<(Database, bool), Lazy<Task<Nodes>>> _started = new();

    /// <summary>One node, with limits as they are shipped.</summary>
    internal async Task<DemoHost> OnAsync(Database database) => (await NodesAsync(database)).First;

    /// <summary>Two nodes that share database and data folder, with limits as they are shipped.</summary>
    internal Task<Nodes> NodesAsync(Database database) => NodesAsync(database, lifted: false);

    /// <summary>Two nodes without limits of wrong answers.</summary>
    internal Task<Nodes> WithoutLimitsAsync(Database database) => NodesAsync(database, lifted: true);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var nodes in _started.Values)
        {
            await (await nodes.Value).DisposeAsync();
        }
    }

    private Task<Nodes> NodesAsync(Database database, bool lifted) =>
        _started.GetOrAdd((database, lifted), _ => new(() => Nodes.StartAsync(database, lifted ? Lifted : []))).Value;
}

/// <summary>Two nodes of the demo on one database.</summary>
internal sealed record Nodes(DemoHost First, DemoHost Second, TestDatabase Shared) : IAsyncDisposable
{
    public static async Task<Nodes> StartAsync(Database kind, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var world = World.Create();
        var nodes = new Nodes(new DemoHost(database, world, settings), new DemoHost(database, world, settings), database);
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

/// <summary>The tests that share the demo's nodes; one after the other, so that a race has the machine for itself.</summary>
[CollectionDefinition(Name)]
public sealed class DemoTests : ICollectionFixture<DemoHosts>
{
    public const string Name = "demo";
}
