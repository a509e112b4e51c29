using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Takes back charges whose answers were never judged because the store went away in between, as soon as it is there again: an outage costs
/// nobody an attempt. A node that dies in the meantime takes its list along, and those charges stay.
/// </summary>
internal sealed partial class LateRefunds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LateRefunds> logger) : BackgroundService
{
    /// <summary>The most refunds that wait. A node has far fewer answers under way at a time.</summary>
    public const int Most = 10_000;

    /// <summary>How long the store is left alone after it was away.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Rate Once = new(1, TimeSpan.FromDays(1));

    private readonly Channel<IReadOnlyList<Change>> _waiting =
        Channel.CreateBounded<IReadOnlyList<Change>>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A refund of which one of all tries counts, also when a commit went through and its answer was lost.</summary>
    public static IReadOnlyList<Change> OfOnce(IReadOnlyList<Change> refund, DateTimeOffset now) =>
        refund.Count == 0 ? refund : [.. refund, SendKeys.Count($"refund:{Codes.Id()}", challengeId: null, [Once], now)];

    /// <summary>Puts a refund that was tried on the list, to be tried again.</summary>
    /// <param name="refund">From <see cref="OfOnce"/>.</param>
    public void Add(IReadOnlyList<Change> refund)
    {
        if (refund.Count > 0)
        {
            _waiting.Writer.TryWrite(refund);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var refund in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await IsMadeAsync(refund, stoppingToken))
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> IsMadeAsync(IReadOnlyList<Change> refund, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMfaStore>().CommitAsync(refund, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The others wait behind it.
            Log.Failed(logger, fault.GetType().Name);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 34, Level = LogLevel.Error, Message = "The charge of an answer nobody judged could not be taken back: {Exception}")]
        public static partial void Failed(ILogger logger, string exception);
    }
}
