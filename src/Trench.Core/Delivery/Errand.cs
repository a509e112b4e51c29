namespace Trench;

/// <summary>
/// One message on its way to one attempt, with a caller who may wait for it. Exactly one side decides what a failure means: while the caller waits it is the
/// end of the message, afterwards the worker tries again.
/// </summary>
internal sealed class Errand(OutboxMessage message, bool callerWaits)
{
    private readonly TaskCompletionSource<Delivery> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _decided = callerWaits ? 0 : 1;

    public OutboxMessage Message { get; } = message;

    /// <summary>The result of the attempt, or null when it does not come in time; the worker goes on then.</summary>
    public async Task<Delivery?> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await _result.Task.WaitAsync(longest, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Decide() ? null : await _result.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Decide();
            throw;
        }
    }

    /// <summary>Whether the caller is still there to hear of a failure; from now on nobody else decides.</summary>
    public bool CallerHears() => Decide();

    public void Report(Delivery delivery) => _result.TrySetResult(delivery);

    private bool Decide() => Interlocked.Exchange(ref _decided, 1) == 0;
}
