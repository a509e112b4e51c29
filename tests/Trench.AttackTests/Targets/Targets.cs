using System.Collections.Concurrent;

namespace Trench.AttackTests;

/// <summary>The demo as real processes, in each configuration that a test asks for: started once, attacked by people of each test's own.</summary>
public sealed class Targets : IAsyncLifetime
{
    // Every request that sends waits for its mail.
    internal static readonly KeyValuePair<string, string>[] AsShipped =
    [
        new("TRENCH_AUTH:SEND_WAIT", "10"),
        new("Logging:LogLevel:Trench", "Warning"),
    ];

    // What a race needs so that every submission is judged and none is turned away before.
    internal static readonly KeyValuePair<string, string>[] Lifted =
    [
        .. AsShipped,
        new("TRENCH_AUTH:BACKUP_CODES_QUANTITY", "5"),
        new("TRENCH_AUTH:TICKETS_PER_USER", "10"),
        new("TRENCH_AUTH:TICKET_ATTEMPTS", "10"),
        new("TRENCH_AUTH:LIMITS:LOCK_AFTER", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_30_DAYS", ""),
        new("TRENCH_AUTH:LIMITS:BACKUP_CODES_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ADDRESS_FAILURES", ""),
    ];

    private readonly ConcurrentDictionary<(Database, int, bool), Lazy<Task<DemoNodes>>> _started = new();
    private readonly Target? _only;

    public Targets()
    {
    }

    // The same tests, against something else.
    internal Targets(Target only) => _only = only;

    /// <summary>Fails the test when the attack gets anything from the demo as it is shipped.</summary>
    internal async Task WithstandAsync(Attack attack, Database database = Database.Sqlite, int nodes = 2) =>
        Holds(await attack(_only ?? await StartedAsync(database, nodes, isLifted: false)));

    /// <summary>Fails the test when the attack gets anything from two nodes without limits of wrong answers.</summary>
    internal async Task WithstandWithoutLimitsAsync(Attack attack, Database database) =>
        Holds(await attack(_only ?? await StartedAsync(database, nodes: 2, isLifted: true)));

    /// <summary>Fails the test when the attack gets anything from a node that sends its mail to the sink.</summary>
    internal async Task WithstandWithMailServerAsync(Attack attack)
    {
        if (_only is not null)
        {
            Holds(await attack(_only));
            return;
        }

        using var sink = new SmtpSink();
        await using var nodes = await DemoNodes.StartAsync(Database.Sqlite, count: 1, [.. AsShipped, .. SmtpSink.Settings], sink);
        Holds(await attack(nodes.Target));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        // What did not start has told so in the tests that wanted it, and the others are stopped all the same.
        foreach (var nodes in _started.Values.Where(nodes => nodes.Value.IsCompletedSuccessfully))
        {
            await (await nodes.Value).DisposeAsync();
        }
    }

    private async Task<Target> StartedAsync(Database database, int nodes, bool isLifted)
    {
        var settings = isLifted ? Lifted : AsShipped;
        var start = _started.GetOrAdd((database, nodes, isLifted), _ => new(() => DemoNodes.StartAsync(database, nodes, settings)));
        return (await start.Value).Target;
    }

    private static void Holds(Finding? finding)
    {
        if (finding is not null)
        {
            throw new BrokenInException(finding);
        }
    }
}

/// <summary>An attack got something.</summary>
internal sealed class BrokenInException(Finding finding) : Exception(finding.What);

/// <summary>The attacks share the demo's processes; one after the other, so that a race has the machine for itself.</summary>
[CollectionDefinition(Name)]
public sealed class AttackTests : ICollectionFixture<Targets>
{
    public const string Name = "attacks";
}
