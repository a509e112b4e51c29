namespace Trench.Testing;

/// <summary>The worker's side of the reference store.</summary>
public sealed partial class InMemoryMfaStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<OutboxMessage>> LeaseAsync(
        string owner,
        int most,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxMessage> leased = [];
        await UpdateAsync(
            rows =>
            {
                leased = [.. rows.Messages.Values
                    .Where(row => row.State == OutboxState.Queued && row.NextAttemptAt <= now && !(row.LeaseUntil > now))
                    .OrderBy(row => row.NextAttemptAt)
                    .ThenBy(row => row.Id, StringComparer.Ordinal)
                    .Take(most)
                    .Select(row => row with { LeaseOwner = owner, LeaseUntil = leaseUntil, Attempts = row.Attempts + 1 })];
                return leased.Aggregate(rows, (all, row) => all.With(row));
            },
            cancellationToken);
        return leased;
    }

    /// <inheritdoc />
    public async Task<int> ReleaseAsync(string owner, CancellationToken cancellationToken)
    {
        var held = 0;
        await UpdateAsync(
            rows =>
            {
                var own = rows.Messages.Values.Where(row => row.State == OutboxState.Queued && row.LeaseOwner == owner).ToList();
                held = own.Count;
                return own.Aggregate(rows, (all, row) => all.With(
                    row with { LeaseOwner = null, LeaseUntil = null, Attempts = Math.Max(0, row.Attempts - 1) }));
            },
            cancellationToken);
        return held;
    }

    /// <inheritdoc />
    public Task<bool> MarkSentAsync(string messageId, string owner, CancellationToken cancellationToken) =>
        FinishAsync(messageId, owner, row => LedgerMemory.Finished(row, OutboxState.Sent), cancellationToken);

    /// <inheritdoc />
    public Task<bool> MarkPostponedAsync(string messageId, string owner, DateTimeOffset nextAttemptAt, CancellationToken cancellationToken) =>
        FinishAsync(
            messageId,
            owner,
            row => row with { NextAttemptAt = nextAttemptAt, LeaseOwner = null, LeaseUntil = null, Attempts = Math.Max(0, row.Attempts - 1) },
            cancellationToken);

    private async Task<bool> FinishAsync(
        string messageId,
        string owner,
        Func<OutboxMessage, OutboxMessage> finish,
        CancellationToken cancellationToken)
    {
        var held = false;
        await UpdateAsync(
            rows =>
            {
                var row = LedgerMemory.Held(rows, messageId, owner);
                held = row is not null;
                return row is null ? rows : rows.With(finish(row));
            },
            cancellationToken);
        return held;
    }

    private async Task UpdateAsync(Func<Memory, Memory> update, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            Rows = update(Rows);
        }
        finally
        {
            _gate.Release();
        }
    }
}
