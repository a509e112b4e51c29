using System.Collections.Concurrent;

namespace Trench.AttackTests;

/// <summary>The demo as real processes, in each configuration that a test asks for: started once, attacked by people of each test's own.</summary>
public sealed class Targets : IAsyncLifetime
{
    // The most that a ticket can be given, which is what the tickets of the lifted limits have.
    internal const int MostAttempts = 10;

    // The OAuth client, without which one of the logins would be out of reach.
    internal const string Client = "shop";

    internal const string ClientSecret = "the secret of the shop";

    // Every request that sends waits for its mail.
    internal static readonly KeyValuePair<string, string>[] AsShipped =
    [
        new("TRENCH_AUTH:SEND_WAIT", "10"),
        new("Logging:LogLevel:Trench", "Warning"),
        new($"DEUX:CLIENTS:{Client}:SECRET", ClientSecret),
    ];

    // A lock stops an account after five, long before its day is over or a message may be sent anew: what the limits of a day and of a
    // ticket hold by themselves shows only where nothing is locked.
    internal static readonly KeyValuePair<string, string>[] Unlocked =
    [
        .. AsShipped,
        new("TRENCH_AUTH:TICKETS_PER_USER", "100"),
        new("TRENCH_AUTH:LIMITS:LOCK_AFTER", ""),
        new("TRENCH_AUTH:LIMITS:SEND_COOLDOWN", "0"),
    ];

    // What a race needs so that every submission is judged and none is turned away before.
    internal static readonly KeyValuePair<string, string>[] Lifted =
    [
        .. AsShipped,
        new("TRENCH_AUTH:BACKUP_CODES_QUANTITY", "5"),
        new("TRENCH_AUTH:TICKETS_PER_USER", "10"),
        new("TRENCH_AUTH:TICKET_ATTEMPTS", $"{MostAttempts}"),
        new("TRENCH_AUTH:LIMITS:LOCK_AFTER", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_30_DAYS", ""),
        new("TRENCH_AUTH:LIMITS:BACKUP_CODES_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ADDRESS_FAILURES", ""),
        new("JWT2FA_AUTH:AUTH_TOKEN_RETRY_WAIT_TIME", ""),
    ];

    private enum Limits
    {
        AsShipped,
        Unlocked,
        Lifted,
    }

    private readonly ConcurrentDictionary<(Database, int, Limits), Lazy<Task<DemoNodes>>> _started = new();
    private readonly Target? _only;

    public Targets()
    {
    }

    // The same tests, against something else.
    internal Targets(Target only) => _only = only;

    /// <summary>Fails the test when the attack gets anything from the demo as it is shipped.</summary>
    internal Task WithstandAsync(Attack attack, Database database = Database.Sqlite, int nodes = 2) =>
        WithstandAsync(attack, database, nodes, Limits.AsShipped);

    /// <summary>Fails the test when the attack gets anything from nodes that lock no account: all other limits are as shipped.</summary>
    internal Task WithstandWithoutLocksAsync(Attack attack, Database database = Database.Sqlite, int nodes = 2) =>
        WithstandAsync(attack, database, nodes, Limits.Unlocked);

    /// <summary>Fails the test when the attack gets anything from nodes without limits of wrong answers.</summary>
    internal Task WithstandWithoutLimitsAsync(Attack attack, Database database, int nodes = 2) =>
        WithstandAsync(attack, database, nodes, Limits.Lifted);

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

    private async Task WithstandAsync(Attack attack, Database database, int nodes, Limits limits) =>
        Holds(await attack(_only ?? await StartedAsync(database, nodes, limits)));

    private async Task<Target> StartedAsync(Database database, int nodes, Limits limits)
    {
        var settings = limits switch
        {
            Limits.Unlocked => Unlocked,
            Limits.Lifted => Lifted,
            _ => AsShipped,
        };
        var start = _started.GetOrAdd((database, nodes, limits), _ => new(() => DemoNodes.StartAsync(database, nodes, settings)));
        return (await start.Value).Target;
    }

    private static void Holds(Finding? finding)
    {
        if (finding is not null)
        {
            throw finding.IsBreakage ? new BreakageException(finding) : (Exception)new BrokenInException(finding);
        }
    }
}

/// <summary>An attack got something.</summary>
internal sealed class BrokenInException(Finding finding) : Exception(finding.What);

/// <summary>An attack got nothing, but it met a server that was not in good order, or could not be tried.</summary>
internal sealed class BreakageException(Finding finding) : Exception(finding.What);

/// <summary>The attacks share the demo's processes; one after the other, so that a race has the machine for itself.</summary>
[CollectionDefinition(Name)]
public sealed class AttackTests : ICollectionFixture<Targets>
{
    public const string Name = "attacks";
}
