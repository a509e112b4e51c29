using System.Collections.Concurrent;

namespace Trench.AttackTests;

/// <summary>The demo as it is shipped, with an administrator: then no route of it is out of reach.</summary>
public sealed class AdministeredTargets : IAsyncLifetime
{
    private static readonly KeyValuePair<string, string>[] Settings =
    [
        .. Targets.AsShipped,
        new("Demo:AdminUser", "root"),
        new("Demo:AdminPassword", Victim.Password),
    ];

    private readonly ConcurrentDictionary<Database, Lazy<Task<DemoNodes>>> _started = new();

    /// <summary>Fails the test when the attack gets anything.</summary>
    internal async Task WithstandAsync(Attack attack, Database database = Database.Sqlite)
    {
        var start = _started.GetOrAdd(database, _ => new(() => DemoNodes.StartAsync(database, count: 1, Settings)));
        await new Targets((await start.Value).Target).WithstandAsync(attack);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        // What did not start has told so in the tests that wanted it.
        foreach (var nodes in _started.Values.Where(nodes => nodes.Value.IsCompletedSuccessfully))
        {
            await (await nodes.Value).DisposeAsync();
        }
    }
}
