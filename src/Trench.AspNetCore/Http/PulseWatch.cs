namespace Trench.AspNetCore;

/// <summary>
/// Whether the store is silent, asked once for all requests that wonder. The patience is counted in short pauses and not by the clock: a node
/// that waits for its processor comes late to its own pauses as well as to the answer, and must not take that for silence.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="pulse">How the store is asked; null for one that is waited for.</param>
internal sealed class PulseWatch(TimeProvider clock, IStorePulse? pulse = null)
{
    private const int Pauses = 10;

    // A driver may take long to give up, or forever where somebody took its time-outs away.
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

    // Real time, whatever the application's clock says: this is about machines.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _door = new();
    private Task _beat = Task.CompletedTask;
    private long _asked;
    private Task<bool> _verdict = Task.FromResult(false);

    /// <summary>Waits for a sign of life, for a second at most; true when there was none.</summary>
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
                _verdict = JudgeAsync(_beat, patience);
            }

            return _verdict;
        }
    }

    private static async Task BeatAsync(IStorePulse pulse, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => pulse.BeatAsync(cancellationToken), CancellationToken.None);
        }
        catch (Exception)
        {
            // Whoever asks the store gets the same fault, or another answer.
        }
    }

    private static async Task<bool> JudgeAsync(Task beat, CancellationTokenSource patience)
    {
        for (var pause = 0; pause < Pauses && !beat.IsCompleted; pause++)
        {
            await Task.WhenAny(beat, Task.Delay(Pause));
        }

        if (beat.IsCompleted)
        {
            patience.Dispose();
            return false;
        }

        // Not awaited: the driver may tell the server of it, and wait for the answer.
        _ = Task.Run(patience.Cancel);
        return true;
    }
}
