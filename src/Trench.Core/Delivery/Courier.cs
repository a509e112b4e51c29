using System.Collections.Frozen;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Carries messages from the outbox to their dispatchers. A message just committed is handed over in memory; one whose attempt failed, or whose node died, is
/// found in the store. Each method has carriers of its own: a provider that takes its time holds up its own messages only. No transaction is open
/// while a provider is asked. When the application stops, what is being sent is finished as far as there is time,
/// and the rest is given back at once, so that no other node waits for the leases to run out.
/// </summary>
internal sealed partial class Courier(IServiceScopeFactory scopes, NodeName node, TimeProvider clock, ILogger<Courier> logger) : BackgroundService
{
    private const int Carriers = 8;
    private const int Waiting = 1_000;
    private const int LeasedAtOnce = Carriers * 2;
    // Messages of methods that are not configured any more; no method has this name.
    private const string Others = "";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GiveBack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestGiveBack = TimeSpan.FromSeconds(3);

    // Ends the attempts that run, when there is no more time for them. Never disposed of: a host may stop what it has disposed of.
    private readonly CancellationTokenSource _cut = new();

    // Made at the first use: before the settings are checked nobody may ask for the methods.
    private readonly Lazy<FrozenDictionary<string, Channel<Errand>>> _lanes = new(() => LanesOf(scopes));

    /// <summary>Hands over a committed message; the caller may wait for its first attempt.</summary>
    public Errand Hand(OutboxMessage message, bool callerWaits)
    {
        var errand = new Errand(message, callerWaits);
        if (!LaneOf(message).Writer.TryWrite(errand))
        {
            // The message is in the store and its lease runs out: it is late, not lost.
            Log.Full(logger, Waiting);
        }

        return errand;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var late = cancellationToken.Register(_cut.Cancel);
        _cut.CancelAfter(Grace);
        await base.StopAsync(cancellationToken);
        await GiveBackAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
        [
            PollAsync(stoppingToken),
            .. _lanes.Value.Values.SelectMany(lane => Enumerable.Range(0, Carriers).Select(_ => CarryAsync(lane, stoppingToken))),
        ]);

    private static FrozenDictionary<string, Channel<Errand>> LanesOf(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var methods = scope.ServiceProvider.GetRequiredService<MethodRegistry>();
        return methods.All.Where(methods.IsDelivered).Append(Others)
            .ToFrozenDictionary(method => method, _ => Channel.CreateBounded<Errand>(Waiting), StringComparer.Ordinal);
    }

    // Not with the token of the stop: it may be over already, and then messages are held that somebody waits for.
    private async Task GiveBackAsync()
    {
        using var limit = new CancellationTokenSource(GiveBack, clock);

        // With a silent database a driver may take as long to give up as it would to ask.
        var late = Task.Delay(LongestGiveBack, clock, CancellationToken.None);
        var given = GuardAsync(
            scope => scope.GetRequiredService<IOutboxStore>().ReleaseAsync(node.Value, limit.Token), CancellationToken.None);
        await Task.WhenAny(given, late);
    }

    private Channel<Errand> LaneOf(OutboxMessage message) => _lanes.Value.GetValueOrDefault(message.Method) ?? _lanes.Value[Others];

    private async Task CarryAsync(Channel<Errand> lane, CancellationToken stoppingToken)
    {
        await foreach (var errand in lane.Reader.ReadAllAsync(stoppingToken))
        {
            // What is in memory already would be handed out without a look at the token.
            stoppingToken.ThrowIfCancellationRequested();
            await GuardAsync(scope => scope.GetRequiredService<DeliveryAttempt>().RunAsync(errand, _cut.Token), _cut.Token);
        }
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await GuardAsync(scope => LeaseAsync(scope, stoppingToken), stoppingToken);
        }
    }

    private async Task LeaseAsync(IServiceProvider scope, CancellationToken stoppingToken)
    {
        var outbox = scope.GetRequiredService<IOutboxStore>();
        IReadOnlyList<OutboxMessage> due;
        do
        {
            var now = clock.GetUtcNow();
            due = await outbox.LeaseAsync(node.Value, LeasedAtOnce, now, now + Post.Lease, stoppingToken);
            foreach (var message in due)
            {
                Hand(message, callerWaits: false);
            }
        }
        // As long as they leave at once: what waits in memory is lost to the other nodes until its lease ends.
        while (due.Count == LeasedAtOnce && _lanes.Value.Values.Sum(lane => lane.Reader.Count) < LeasedAtOnce);
    }

    private async Task GuardAsync(Func<IServiceProvider, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // The worker outlives a store that is away: what it held comes back when its lease runs out.
            Log.Interrupted(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "More than {Count} messages wait for delivery; the next ones go out when their lease ends")]
        public static partial void Full(ILogger logger, int count);

        [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "Delivery was interrupted by {Exception}; it goes on")]
        public static partial void Interrupted(ILogger logger, string exception);
    }
}
