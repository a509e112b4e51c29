namespace Trench;

/// <summary>Whether an account may be asked, by what was last read of it. The store decides again when the charge is made.</summary>
internal static class AccountStanding
{
    /// <summary>How long nothing will be evaluated; null when an answer may be given.</summary>
    public static TimeSpan? RefusedFor(Account? account, AccountLimits limits, DateTimeOffset now)
    {
        if (account is null)
        {
            return null;
        }

        if (account.LockedUntil is { } until && until > now)
        {
            return until - now;
        }

        var today = AccountLimits.DayOf(now);
        var daySpent = account.Day == today && account.DayFailures >= limits.PerDay;
        var windowSpent = account.RolledDay >= today && account.WindowFailures >= limits.PerWindow;
        return daySpent || windowSpent ? UntilTomorrow(now) : null;
    }

    /// <summary>
    /// How long an account waits that the store has just refused: old days may have left its window, and it is full all the same.
    /// </summary>
    public static TimeSpan AfterRefusal(Account? account, AccountLimits limits, DateTimeOffset now) => RefusedFor(account, limits, now)
        ?? (account?.WindowFailures >= limits.PerWindow ? UntilTomorrow(now) : AccountLimits.FirstLock);

    /// <summary>The refusal for an account that may not be asked.</summary>
    public static Refusal Refuse(TimeSpan retryAfter) => new(RefusalKind.Locked) { RetryAfter = retryAfter };

    private static TimeSpan UntilTomorrow(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds((AccountLimits.DayOf(now) + 1) * 86_400L) - now;
}
