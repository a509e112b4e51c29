namespace Trench.EntityFrameworkCore;

/// <summary>The purge as SQL: by the index on the end of a row where it has one, so many at a time.</summary>
internal sealed class PurgeStatements(TrenchTables tables)
{
    private readonly string _expired = $"SELECT {RowColumns.Enrolment} FROM {tables.Enrolments.Name} "
        + "WHERE status = 0 AND pending_until <= @now ORDER BY pending_until, id LIMIT @most";

    // What the window still counts stays, however old: it is taken out of the account's sum by these rows.
    private readonly string _failureDays = $"DELETE FROM {tables.FailureDays.Name} WHERE (user_id, kind, day) IN "
        + $"(SELECT f.user_id, f.kind, f.day FROM {tables.FailureDays.Name} f "
        + $"JOIN {tables.Accounts.Name} a ON a.user_id = f.user_id AND a.kind = f.kind "
        + $"WHERE f.day < @day AND (f.failures = 0 OR f.kind = {AccountKind.Backup:D} OR f.day <= a.rolled_day - {AccountLimits.WindowDays}) "
        + "ORDER BY f.day LIMIT @most)";

    public Statement Purge(PurgeKind kind, DateTimeOffset before, int most) => kind == PurgeKind.FailureDays
        ? new Statement(_failureDays).With("day", AccountLimits.DayOf(before)).With("most", most)
        : PurgeByEnd(kind, before, most);

    public Statement Expired(DateTimeOffset now, int most) => new Statement(_expired).With("now", now).With("most", most);

    private Statement PurgeByEnd(PurgeKind kind, DateTimeOffset before, int most)
    {
        var (table, end) = kind switch
        {
            PurgeKind.Challenges => (tables.Challenges, "expires_at"),
            PurgeKind.Sessions => (tables.Sessions, "expires_at"),
            PurgeKind.Messages => (tables.Messages, "expires_at"),
            PurgeKind.Sends => (tables.Sends, "expires_at"),
            PurgeKind.Events => (tables.Events, "at"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The store does not know these rows."),
        };
        var sql = $"DELETE FROM {table.Name} WHERE id IN "
            + $"(SELECT id FROM {table.Name} WHERE {end} < @before ORDER BY {end} LIMIT @most)";
        return new Statement(sql).With("before", before).With("most", most);
    }
}
