namespace Trench.EntityFrameworkCore;

/// <summary>The purge: each batch is one statement, or two that may stand alone.</summary>
internal sealed partial class EfMfaStore<TContext> : IPurgeStore
{
    /// <inheritdoc />
    public async Task<int> PurgeAsync(PurgeKind kind, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        if (kind == PurgeKind.FailureDays)
        {
            await WriteAsync(_text.Purge.Roll(before, most), cancellationToken);
        }

        return await WriteAsync(_text.Purge.Purge(kind, before, most), cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Enrolment>> ListExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        AskForAllAsync(_text.Purge.Expired(now, most), reader => RowReading.Enrolment(reader), cancellationToken);
}
