namespace Trench.Testing;

/// <summary>One request's view of a store: both ports, and what has to be disposed with them.</summary>
public sealed record StoreScope(IMfaStore Store, IOutboxStore Outbox, IAsyncDisposable? Owner = null) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
