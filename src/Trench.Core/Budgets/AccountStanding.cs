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
        return daySpent || windowSpent ? DateTimeOffset.FromUnixTimeSeconds((today + 1) * 86_400L) - now : null;
    }

    /// <summary>The refusal for an account that may not be asked.</summary>
    public static Refusal Refuse(TimeSpan retryAfter) => new(RefusalKind.Locked) { RetryAfter = retryAfter };
}
