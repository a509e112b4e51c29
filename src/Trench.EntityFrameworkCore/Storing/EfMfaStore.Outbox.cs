namespace Trench.EntityFrameworkCore;

/// <summary>The worker's side of the outbox: each decision is one statement.</summary>
internal sealed partial class EfMfaStore<TContext>
{
    /// <inheritdoc />
    public Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
        string owner,
        int most,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Messages.Lease(owner, most, now, leaseUntil), RowReading.Message, cancellationToken, writes: true);

    /// <inheritdoc />
    public Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken) =>
        WriteAsync(_text.Messages.Release(owner), cancellationToken);

    /// <inheritdoc />
    public Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken) =>
        DecideAsync(_text.Messages.Sent(messageId, owner), cancellationToken);

    /// <inheritdoc />
    public Task<bool> MarkPostponedAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) =>
        DecideAsync(_text.Messages.Postpone(messageId, owner, nextAttemptAt), cancellationToken);

    private async Task<bool> DecideAsync(Statement statement, CancellationToken cancellationToken) =>
        await WriteAsync(statement, cancellationToken) > 0;
}
