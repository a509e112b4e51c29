using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Removes rows that are of no use any more, every few minutes, at one of the nodes, in batches that hold up nobody. What ended is kept for a
/// day, so that a late answer is told why it is refused.
/// </summary>
internal sealed partial class Purge(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Purge> logger) : BackgroundService
{
    /// <summary>The most rows of one transaction.</summary>
    public const int Batch = 1_000;

    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // A little shorter than the pause, so that a clock that is behind does not skip a round.
    private static readonly Rate Turn = new(1, Pause - TimeSpan.FromSeconds(20));

    // Wrong answers are counted by the day: more often would find nothing.
    private static readonly Rate DailyTurn = new(1, TimeSpan.FromDays(1));

    /// <summary>One round, unless another node has it; says how many rows went.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IPurgeStore>() is not { } store || !await TakeTurnAsync(scope.ServiceProvider, "turn:purge", Turn, cancellationToken))
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var removed = await ExpireAsync(scope.ServiceProvider, store, cancellationToken);
        foreach (var kind in new[] { PurgeKind.Challenges, PurgeKind.Sessions, PurgeKind.Messages })
        {
            removed += await PurgeAsync(store, kind, now - Kept, cancellationToken);
        }

        removed += await PurgeAsync(store, PurgeKind.Sends, now, cancellationToken);
        if (await TakeTurnAsync(scope.ServiceProvider, "turn:purge:days", DailyTurn, cancellationToken))
        {
            removed += await PurgeAsync(store, PurgeKind.FailureDays, now, cancellationToken);
        }

        var retention = scope.ServiceProvider.GetRequiredService<IOptions<TrenchOptions>>().Value.EventRetention;
        return removed + (retention > TimeSpan.Zero ? await PurgeAsync(store, PurgeKind.Events, now - retention, cancellationToken) : 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var removed = await RunAsync(stoppingToken);
                Log.Purged(logger, removed);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Interrupted(logger, fault.GetType().Name);
            }
        }
    }

    private async Task<bool> TakeTurnAsync(IServiceProvider scope, string key, Rate rate, CancellationToken cancellationToken)
    {
        var turn = SendKeys.Count(key, challengeId: null, [rate], clock.GetUtcNow());
        return (await scope.GetRequiredService<IMfaStore>().CommitAsync([turn], cancellationToken)).Done;
    }

    private static Task<int> PurgeAsync(IPurgeStore store, PurgeKind kind, DateTimeOffset before, CancellationToken cancellationToken) =>
        InBatchesAsync(() => store.PurgeAsync(kind, before, Batch, cancellationToken));

    private Task<int> ExpireAsync(IServiceProvider scope, IPurgeStore store, CancellationToken cancellationToken) =>
        InBatchesAsync(() => ExpireBatchAsync(scope.GetRequiredService<Journal>(), store, cancellationToken));

    // Until one is not full: what did not go in it waits for the next round.
    private static async Task<int> InBatchesAsync(Func<Task<int>> remove)
    {
        var removed = 0;
        int batch;
        do
        {
            removed += batch = await remove();
        }
        while (batch == Batch);

        return removed;
    }

    private async Task<int> ExpireBatchAsync(Journal journal, IPurgeStore store, CancellationToken cancellationToken)
    {
        var (removed, now) = (0, clock.GetUtcNow());
        foreach (var enrolment in await store.ListExpiredAsync(now, Batch, cancellationToken))
        {
            var told = journal.Note(EventNames.ActivationExpired, enrolment.UserId) with
            {
                Method = enrolment.Method,
                EnrolmentId = enrolment.Id,
            };
            var expire = new ExpireEnrolment(enrolment.Id, enrolment.UserId, now);
            removed += (await journal.CommitAsync([expire], [told], cancellationToken)).Done ? 1 : 0;
        }

        return removed;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 30, Level = LogLevel.Debug, Message = "{Count} rows of no further use were removed")]
        public static partial void Purged(ILogger logger, int count);

        [LoggerMessage(EventId = 31, Level = LogLevel.Error, Message = "Removing old rows was interrupted by {Exception}; it goes on later")]
        public static partial void Interrupted(ILogger logger, string exception);
    }
}
