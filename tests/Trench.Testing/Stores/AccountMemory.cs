namespace Trench.Testing;

/// <summary>What the changes of accounts do to the reference store. Null means lost.</summary>
internal static class AccountMemory
{
    public static Memory Apply(Memory memory, EnsureAccount change)
    {
        if (memory.Accounts.TryGetValue((change.UserId, change.Kind), out var row))
        {
            return memory.With(row with { Salt = row.Salt ?? change.Salt });
        }

        var today = AccountLimits.DayOf(change.Now);
        return memory.With(new Account { UserId = change.UserId, Kind = change.Kind, Day = today, RolledDay = today, Salt = change.Salt });
    }

    public static Memory? Apply(Memory memory, ChargeAccount change)
    {
        if (Answering(memory, change.UserId, change.Kind, change.Limits, change.Now) is not { } row
            || (change.Foreseen is { } foreseen && foreseen != change.Limits.Next(memory.Accounts[(change.UserId, change.Kind)], change.Now)))
        {
            return null;
        }

        var today = AccountLimits.DayOf(change.Now);
        var length = change.Limits.LockFor(row.Consecutive + 1);
        var charged = row with
        {
            Consecutive = row.Consecutive + 1,
            LockedUntil = length > TimeSpan.Zero ? change.Now + length : null,
            Day = Math.Max(row.Day, today),
            DayFailures = row.Day < today ? 1 : row.DayFailures + 1,
            WindowFailures = row.WindowFailures + 1,
        };
        return Count(memory, row, today, 1).With(charged);
    }

    public static Memory? Apply(Memory memory, ClearAccount change)
    {
        if (change.ChargedAt is { } chargedAt)
        {
            return memory.Accounts.TryGetValue((change.UserId, change.Kind), out var charged)
                ? TakeBack(memory, charged with { Consecutive = 0, LockedUntil = null }, AccountLimits.DayOf(chargedAt))
                : null;
        }

        return Answering(memory, change.UserId, change.Kind, change.Limits, change.Now) is { } row
            ? memory.With(row with { Consecutive = 0, LockedUntil = null })
            : null;
    }

    public static Memory Apply(Memory memory, RefundAccount change)
    {
        if (!memory.Accounts.TryGetValue((change.UserId, change.Kind), out var row))
        {
            return memory;
        }

        // Only the lock that this very charge set goes with it.
        var length = change.Limits.LockFor(row.Consecutive);
        var setHere = length > TimeSpan.Zero && row.LockedUntil == change.ChargedAt + length;
        var refunded = row with
        {
            Consecutive = Math.Max(0, row.Consecutive - 1),
            LockedUntil = setHere ? null : row.LockedUntil,
        };
        return TakeBack(memory, refunded, AccountLimits.DayOf(change.ChargedAt));
    }

    /// <summary>Takes days that have left the window out of their accounts' sums, and removes them.</summary>
    public static Memory WithoutOldDays(Memory memory, DateTimeOffset now, int most)
    {
        var today = AccountLimits.DayOf(now);
        var old = memory.FailureDays.Keys.Where(key => key.Day <= today - AccountLimits.WindowDays).OrderBy(key => key.Day).Take(most).ToList();
        foreach (var row in old.Select(key => (key.UserId, key.Kind)).Distinct().Select(key => memory.Accounts[key]))
        {
            memory = memory.With(Rolled(memory, row, today));
        }

        return memory with { FailureDays = memory.FailureDays.RemoveRange(old) };
    }

    // The account, its old days rolled out, when it may answer now.
    private static Account? Answering(Memory memory, string userId, AccountKind kind, AccountLimits limits, DateTimeOffset now)
    {
        if (!memory.Accounts.TryGetValue((userId, kind), out var row) || row.LockedUntil > now)
        {
            return null;
        }

        var today = AccountLimits.DayOf(now);
        row = Rolled(memory, row, today);
        var usedToday = row.Day < today ? 0 : row.DayFailures;
        return usedToday < (limits.PerDay ?? int.MaxValue) && row.WindowFailures < (limits.PerWindow ?? int.MaxValue) ? row : null;
    }

    private static Account Rolled(Memory memory, Account row, int today)
    {
        var fallen = memory.FailureDays
            .Where(day => day.Key.UserId == row.UserId && day.Key.Kind == row.Kind)
            .Where(day => day.Key.Day > row.RolledDay - AccountLimits.WindowDays && day.Key.Day <= today - AccountLimits.WindowDays)
            .Sum(day => day.Value);
        return row with { WindowFailures = row.WindowFailures - fallen, RolledDay = Math.Max(row.RolledDay, today) };
    }

    private static Memory TakeBack(Memory memory, Account row, int day)
    {
        if (memory.FailureDays.GetValueOrDefault((row.UserId, row.Kind, day)) == 0)
        {
            return memory.With(row);
        }

        var refunded = row with
        {
            DayFailures = row.Day == day && row.DayFailures > 0 ? row.DayFailures - 1 : row.DayFailures,
            WindowFailures = Math.Max(0, row.WindowFailures - 1),
        };
        return Count(memory, row, day, -1).With(refunded);
    }

    private static Memory Count(Memory memory, Account row, int day, int by)
    {
        var key = (row.UserId, row.Kind, day);
        return memory with { FailureDays = memory.FailureDays.SetItem(key, memory.FailureDays.GetValueOrDefault(key) + by) };
    }
}
