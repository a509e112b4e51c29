using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>
/// Whether the store is silent, asked once for all requests that wonder. The patience is counted in short pauses and not by the clock: a node
/// that waits for its processor comes late to its own pauses as well as to the answer, and must not take that for silence.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="logger">Hears of stores that cannot be asked.</param>
/// <param name="pulse">How the store is asked; null for one that is waited for.</param>
internal sealed partial class PulseWatch(TimeProvider clock, ILogger<PulseWatch> logger, IStorePulse? pulse = null)
{
    private const int Pauses = 13;

    // A driver may take long to give up, or forever where somebody took its time-outs away.
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    // Real time, whatever the application's clock says: this is about machines.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _door = new();
    private Task<bool> _beat = Task.FromResult(true);
    private long _asked;
    private Task<bool> _verdict = Task.FromResult(false);

    /// <summary>Waits for a sign of life, for little more than a second; true when there was none.</summary>
    public Task<bool> IsSilentAsync()
    {
        lock (_door)
        {
            // While the last beat is under way its verdict stands.
            if (pulse is not null && (_beat.IsCompleted || clock.GetElapsedTime(_asked) > Trust))
            {
                _asked = clock.GetTimestamp();
                var patience = new CancellationTokenSource();
                _beat = BeatAsync(pulse, patience.Token);
                _verdict = JudgeAsync(_beat, patience, pulse.KeepsTime);
            }

            return _verdict;
        }
    }

    // True when the store answered.
    private async Task<bool> BeatAsync(IStorePulse asked, CancellationToken cancellationToken)
    {
        try
        {
            await OnItsOwnAsync(() => asked.BeatAsync(cancellationToken));
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault)
        {
            Log.Refused(logger, fault);
            return true;
        }
    }

    // In a burst the pool's threads have hundreds of requests before them, and what one of them begins waits for that one first.
    private static Task OnItsOwnAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task<bool> JudgeAsync(Task<bool> beat, CancellationTokenSource patience, bool keepsTime)
    {
        for (var pause = 0; pause < Pauses && !beat.IsCompleted; pause++)
        {
            await Task.WhenAny(beat, Task.Delay(Pause));
        }

        if (keepsTime || beat.IsCompleted)
        {
            patience.Dispose();
            return !await beat;
        }

        // Not awaited: the driver may tell the server of it, and wait for the answer.
        _ = patience.CancelAsync();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The store could not be asked for a sign of life.")]
        public static partial void Refused(ILogger logger, Exception exception);
    }
}
