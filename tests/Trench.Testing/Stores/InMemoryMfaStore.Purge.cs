namespace Trench.Testing;

/// <summary>The purge of the reference store.</summary>
public sealed partial class InMemoryMfaStore : IPurgeStore
{
    /// <inheritdoc />
    public async Task<int> PurgeAsync(PurgeKind kind, DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var removed = 0;
        await UpdateAsync(
            rows =>
            {
                var left = Purged(rows, kind, before, most);
                removed = Count(rows, kind) - Count(left, kind);
                return left;
            },
            cancellationToken);
        return removed;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Enrolment>> ListExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Enrolment>>([.. Rows.Enrolments.Values
            .Where(row => row.Status == EnrolmentStatus.Pending && row.PendingUntil <= now)
            .OrderBy(row => row.PendingUntil)
            .ThenBy(row => row.Id, StringComparer.Ordinal)
            .Take(most)]);

    private static Memory Purged(Memory rows, PurgeKind kind, DateTimeOffset before, int most) => kind switch
    {
        PurgeKind.Challenges => rows with
        {
            Challenges = rows.Challenges.RemoveRange(Oldest(rows.Challenges, row => row.ExpiresAt, before, most)),
        },
        PurgeKind.Sessions => rows with { Sessions = rows.Sessions.RemoveRange(Oldest(rows.Sessions, row => row.ExpiresAt, before, most)) },
        PurgeKind.Messages => rows with { Messages = rows.Messages.RemoveRange(Oldest(rows.Messages, row => row.ExpiresAt, before, most)) },
        PurgeKind.Sends => rows with
        {
            Sends = rows.Sends.RemoveRange(rows.Sends.Where(row => row.ExpiresAt < before).OrderBy(row => row.ExpiresAt).Take(most)),
        },
        PurgeKind.FailureDays => AccountMemory.WithoutOldDays(rows, before, most),
        _ => rows with { Events = rows.Events.RemoveRange(rows.Events.Where(row => row.At < before).OrderBy(row => row.At).Take(most)) },
    };

    private static List<string> Oldest<TRow>(
        IEnumerable<KeyValuePair<string, TRow>> rows, Func<TRow, DateTimeOffset> end, DateTimeOffset before, int most) =>
        [.. rows.Where(row => end(row.Value) < before).OrderBy(row => end(row.Value)).Take(most).Select(row => row.Key)];

    private static int Count(Memory rows, PurgeKind kind) => kind switch
    {
        PurgeKind.Challenges => rows.Challenges.Count,
        PurgeKind.Sessions => rows.Sessions.Count,
        PurgeKind.Messages => rows.Messages.Count,
        PurgeKind.Sends => rows.Sends.Count,
        PurgeKind.FailureDays => rows.FailureDays.Count,
        _ => rows.Events.Count,
    };
}
