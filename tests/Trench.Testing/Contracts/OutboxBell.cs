namespace Trench.Testing;

/// <summary>
/// Rings when the worker is done with a message, whatever came of it: logins do not wait for their message, so a fact has to.
/// </summary>
public sealed class OutboxBell(IOutboxStore store) : IOutboxStore, IMfaEventHandler, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _rung = new(0);

    /// <summary>Waits for the next message that nobody waited for yet.</summary>
    public async Task WaitAsync()
    {
        if (!await _rung.WaitAsync(Patience))
        {
            throw new TimeoutException($"The worker was done with no message within {Patience.TotalSeconds} s.");
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
        string owner, int most, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        store.LeaseAsync(owner, most, now, leaseUntil, cancellationToken);

    /// <inheritdoc />
    public Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken) => store.ReleaseAsync(owner, cancellationToken);

    /// <inheritdoc />
    public Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken) =>
        RingAsync(store.MarkSentAsync(messageId, owner, cancellationToken));

    /// <inheritdoc />
    public Task<bool> MarkPostponedAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) =>
        RingAsync(store.MarkPostponedAsync(messageId, owner, nextAttemptAt, cancellationToken));

    /// <inheritdoc />
    public Task HandleAsync(MfaEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Name is EventNames.DeliveryFailed or EventNames.DeliveryAbandoned)
        {
            _rung.Release();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();

    private async Task<bool> RingAsync(Task<bool> marking)
    {
        var marked = await marking;
        _rung.Release();
        return marked;
    }
}
