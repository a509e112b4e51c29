using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>The changes of accounts as SQL. One statement counts, decides and locks, so that no burst passes between two of them.</summary>
internal sealed class AccountStatements(TrenchTables tables)
{
    // A node whose clock is behind may bring an earlier day: it must not reset the counter.
    private const string Answering =
        "(locked_until IS NULL OR locked_until <= @now) "
        + "AND (@per_day IS NULL OR CASE WHEN day < @day THEN 0 ELSE day_failures END < @per_day) "
        + "AND (@per_window IS NULL OR window_failures < @per_window)";

    private const string Rollable = "rolled_day < @day AND window_failures >= @per_window";

    private const string Own = "user_id = @user_id AND kind = @kind";

    private static readonly long First = (long)AccountLimits.FirstLock.TotalMilliseconds;
    private static readonly long Longest = (long)AccountLimits.LongestLock.TotalMilliseconds;
    private static readonly int Doublings = (int)Math.Ceiling(Math.Log2(Longest / (double)First));

    /// <summary>How many days a window has, as SQL.</summary>
    public static readonly string WindowDays = AccountLimits.WindowDays.ToString(CultureInfo.InvariantCulture);

    // As AccountLimits.Next says; what is not foreseen is not looked at.
    private static readonly string AsForeseen = $"(@lock IS NULL OR COALESCE({LockAfter("consecutive + 1")}, 0) = @lock) AND (@fills IS NULL "
        + "OR CASE WHEN rolled_day >= @day AND window_failures + 1 >= @per_window THEN 1 ELSE 0 END = @fills)";

    private readonly string _ensure =
        $"INSERT INTO {tables.Accounts.Name} AS a ({tables.Accounts.ColumnList}) VALUES ({tables.Accounts.ValueList()}) "
        + "ON CONFLICT (user_id, kind) DO UPDATE SET salt = COALESCE(a.salt, excluded.salt)";

    private readonly string _charge = $"UPDATE {tables.Accounts.Name} SET consecutive = consecutive + 1, "
        + $"locked_until = @now + {LockAfter("consecutive + 1")}, "
        + "day_failures = CASE WHEN day < @day THEN 1 ELSE day_failures + 1 END, day = CASE WHEN day < @day THEN @day ELSE day END, "
        + $"window_failures = window_failures + 1 WHERE {Own} AND {Answering} AND {AsForeseen}";

    private readonly string _countDay =
        $"INSERT INTO {tables.FailureDays.Name} AS f (user_id, kind, day, failures) VALUES (@user_id, @kind, @day, 1) "
        + "ON CONFLICT (user_id, kind, day) DO UPDATE SET failures = f.failures + 1";

    private readonly string _clear = $"UPDATE {tables.Accounts.Name} SET consecutive = 0, locked_until = NULL WHERE {Own} AND {Answering}";

    private readonly string _clearCharged =
        $"UPDATE {tables.Accounts.Name} SET consecutive = 0, locked_until = NULL, {TakeBack(tables)} WHERE {Own}";

    // Only the lock that this very charge set goes with it.
    private readonly string _refund = $"UPDATE {tables.Accounts.Name} SET "
        + "consecutive = CASE WHEN consecutive > 0 THEN consecutive - 1 ELSE 0 END, "
        + $"locked_until = CASE WHEN locked_until = @charged_at + {LockAfter("consecutive")} THEN NULL ELSE locked_until END, "
        + $"{TakeBack(tables)} WHERE {Own}";

    private readonly string _uncountDay =
        $"UPDATE {tables.FailureDays.Name} SET failures = failures - 1 WHERE {Own} AND day = @charged_day AND failures > 0";

    private readonly string _roll = $"{TakeOutOldDays(tables)} WHERE {Own} AND {Rollable}";

    private readonly string _standing =
        $"SELECT CASE WHEN {Answering} AND {AsForeseen} THEN 2 WHEN {Rollable} THEN 1 ELSE 0 END FROM {tables.Accounts.Name} WHERE {Own}";

    /// <summary>
    /// The beginning of a statement that takes days out of the window at <c>@day</c>; which accounts, says its WHERE. Only days that cannot change
    /// any more leave it, and only once (rolled_day), so that a roll and a charge may run at the same time.
    /// </summary>
    public static string TakeOutOldDays(TrenchTables tables) => $"UPDATE {tables.Accounts.Name} AS a SET window_failures = window_failures - "
        + $"(SELECT COALESCE(SUM(f.failures), 0) FROM {tables.FailureDays.Name} f WHERE f.user_id = a.user_id AND f.kind = a.kind "
        + $"AND f.day > a.rolled_day - {WindowDays} AND f.day <= @day - {WindowDays}), rolled_day = @day";

    public void Write(Script script, EnsureAccount change)
    {
        var today = AccountLimits.DayOf(change.Now);
        tables.Accounts.Fill(
            script.Do(change, _ensure),
            new Account { UserId = change.UserId, Kind = change.Kind, Day = today, RolledDay = today, Salt = change.Salt });
    }

    public void Write(Script script, ChargeAccount change)
    {
        var charge = WithLimits(script.Decide(change, _charge), change.UserId, change.Kind, change.Limits, change.Now);
        WithForeseen(charge, change.Limits, change.Foreseen);
        script.Do(change, _countDay)
            .With("user_id", change.UserId)
            .With("kind", change.Kind)
            .With("day", AccountLimits.DayOf(change.Now));
    }

    public void Write(Script script, ClearAccount change)
    {
        if (change.ChargedAt is not { } chargedAt)
        {
            WithLimits(script.Decide(change, _clear), change.UserId, change.Kind, change.Limits, change.Now);
            return;
        }

        WithCharge(script.Decide(change, _clearCharged), change.UserId, change.Kind, chargedAt);
        WithCharge(script.Do(change, _uncountDay), change.UserId, change.Kind, chargedAt);
    }

    public void Write(Script script, RefundAccount change)
    {
        WithCharge(script.Do(change, _refund), change.UserId, change.Kind, change.ChargedAt)
            .With("charged_at", change.ChargedAt)
            .With("lock_after", change.Limits.LockAfter);
        WithCharge(script.Do(change, _uncountDay), change.UserId, change.Kind, change.ChargedAt);
    }

    /// <summary>Takes the days that have left the window out of it, for a change that was lost; null when that cannot be why.</summary>
    public Statement? Roll(Change lost) => OnWindow(lost, _roll);

    /// <summary>
    /// Asks why a change was lost: 1 when its window is full and old days wait to leave it, 2 when the account may answer after all
    /// (another commit has just taken them out), 0 otherwise.
    /// </summary>
    public Statement? Standing(Change lost) => OnWindow(lost, _standing);

    private static Statement? OnWindow(Change lost, string sql) => lost switch
    {
        ChargeAccount { Limits.PerWindow: not null } c =>
            WithForeseen(WithLimits(new Statement(sql), c.UserId, c.Kind, c.Limits, c.Now), c.Limits, c.Foreseen),
        ClearAccount { Limits.PerWindow: not null, ChargedAt: null } c =>
            WithForeseen(WithLimits(new Statement(sql), c.UserId, c.Kind, c.Limits, c.Now), c.Limits, foreseen: null),
        _ => null,
    };

    private static Statement WithLimits(
        Statement statement, string userId, AccountKind kind, AccountLimits limits, DateTimeOffset now) => statement
        .With("user_id", userId)
        .With("kind", kind)
        .With("per_day", limits.PerDay)
        .With("per_window", limits.PerWindow)
        .With("day", AccountLimits.DayOf(now))
        .With("now", now);

    private static Statement WithForeseen(Statement statement, AccountLimits limits, ChargeOutcome? foreseen) => statement
        .With("lock_after", limits.LockAfter)
        .With("lock", (long?)foreseen?.Lock.TotalMilliseconds)
        .With("fills", foreseen is null ? null : foreseen.FillsWindow ? 1 : (int?)0);

    private static Statement WithCharge(Statement statement, string userId, AccountKind kind, DateTimeOffset chargedAt) => statement
        .With("user_id", userId)
        .With("kind", kind)
        .With("charged_day", AccountLimits.DayOf(chargedAt));

    // AccountLimits.LockFor as SQL, in milliseconds; null for no lock.
    private static string LockAfter(string consecutive) =>
        $"CASE WHEN @lock_after IS NULL OR {consecutive} < @lock_after THEN NULL WHEN {consecutive} - @lock_after >= {Doublings} THEN "
        + $"{Longest} "
        + $"ELSE {First} * (1 << ({consecutive} - @lock_after)) END";

    // A refund of a charge that was never made gives no credit.
    private static string TakeBack(TrenchTables tables)
    {
        var counted = $"EXISTS (SELECT 1 FROM {tables.FailureDays.Name} WHERE {Own} AND day = @charged_day AND failures > 0)";
        return "day_failures = "
            + $"CASE WHEN day = @charged_day AND day_failures > 0 AND {counted} THEN day_failures - 1 ELSE day_failures END, "
            + $"window_failures = CASE WHEN window_failures > 0 AND {counted} THEN window_failures - 1 ELSE window_failures END";
    }
}
