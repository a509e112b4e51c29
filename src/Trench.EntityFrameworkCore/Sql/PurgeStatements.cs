namespace Trench.EntityFrameworkCore;

/// <summary>The purge as SQL: by the index on the end of a row, so many at a time.</summary>
internal sealed class PurgeStatements(TrenchTables tables)
{
    private readonly string _expired = $"SELECT {RowColumns.Enrolment} FROM {tables.Enrolments.Name} "
        + "WHERE status = 0 AND pending_until <= @now ORDER BY pending_until, id LIMIT @most";

    private readonly string _roll = $"{AccountStatements.TakeOutOldDays(tables)} WHERE rolled_day < @day AND (user_id, kind) IN "
        + $"(SELECT user_id, kind FROM {tables.FailureDays.Name} WHERE day <= @day - {AccountStatements.WindowDays} ORDER BY day LIMIT @most)";

    private readonly string _days = $"DELETE FROM {tables.FailureDays.Name} WHERE (user_id, kind, day) IN "
        + $"(SELECT f.user_id, f.kind, f.day FROM {tables.FailureDays.Name} f "
        + $"JOIN {tables.Accounts.Name} a ON a.user_id = f.user_id AND a.kind = f.kind "
        + $"WHERE f.day <= @day - {AccountStatements.WindowDays} AND f.day <= a.rolled_day - {AccountStatements.WindowDays} "
        + "ORDER BY f.day LIMIT @most)";

    /// <summary>Takes the oldest days that have left the window out of the sums of their accounts.</summary>
    public Statement Roll(DateTimeOffset now, int most) => OfDays(_roll, now, most);

    /// <summary>Removes the oldest rows. Of days those that are in no account's sum any more.</summary>
    public Statement Purge(PurgeKind kind, DateTimeOffset before, int most) =>
        kind == PurgeKind.FailureDays ? OfDays(_days, before, most) : PurgeByEnd(kind, before, most);

    public Statement Expired(DateTimeOffset now, int most) => new Statement(_expired) { TakesLong = true }.With("now", now).With("most", most);

    private static Statement OfDays(string sql, DateTimeOffset now, int most) => new Statement(sql) { TakesLong = true }
        .With("day", AccountLimits.DayOf(now))
        .With("most", most);

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
        return new Statement(sql) { TakesLong = true }.With("before", before).With("most", most);
    }
}
