namespace Trench;

/// <summary>Which counters of an account an answer is charged to. Backup codes have their own, so that a locked app leaves the last way in open.</summary>
public enum AccountKind
{
    /// <summary>Codes of any method.</summary>
    Factor = 0,

    /// <summary>Backup codes.</summary>
    Backup = 1,
}

/// <summary>The wrong answers of one user, whatever the method, route, facade or node. A row of the store.</summary>
public sealed record Account
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>Which counters these are.</summary>
    public required AccountKind Kind { get; init; }

    /// <summary>Wrong answers since the last right one.</summary>
    public int Consecutive { get; init; }

    /// <summary>Nothing is evaluated before this instant.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The UTC day <see cref="DayFailures"/> counts, in days since 1970.</summary>
    public int Day { get; init; }

    /// <summary>Wrong answers on <see cref="Day"/>.</summary>
    public int DayFailures { get; init; }

    /// <summary>Wrong answers in the rolling window that ends on <see cref="RolledDay"/> or later. A right answer does not clear it.</summary>
    public int WindowFailures { get; init; }

    /// <summary>The UTC day up to which old days have been taken out of <see cref="WindowFailures"/>.</summary>
    public int RolledDay { get; init; }

    /// <summary>Salt of this user's backup codes, base64url of 16 random bytes; only on the backup row.</summary>
    public string? Salt { get; init; }

    /// <summary>
    /// Since when the user's backup codes are void because a backup of the database was restored; null once there are new ones. Only on the
    /// backup row.
    /// </summary>
    public DateTimeOffset? CodesVoidAt { get; init; }
}

/// <summary>How many wrong answers an account may give. Null means no limit of that kind.</summary>
/// <param name="LockAfter">Consecutive wrong answers before the first lock.</param>
/// <param name="PerDay">Wrong answers per UTC day.</param>
/// <param name="PerWindow">Wrong answers in any thirty days.</param>
public sealed record AccountLimits(int? LockAfter, int? PerDay, int? PerWindow)
{
    /// <summary>
    /// How many UTC days are summed up, today among them. One more than thirty: a period of thirty days that starts at noon touches thirty-one.
    /// </summary>
    public const int WindowDays = 31;

    /// <summary>The first lock; each further wrong answer doubles it (NIST SP 800-63B-4 section 3.2.2 suggests 30 seconds up to an hour).</summary>
    public static readonly TimeSpan FirstLock = TimeSpan.FromSeconds(30);

    /// <summary>The longest lock.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(60);

    /// <summary>What the next wrong answer of an account brings; of a missing one, too. A window that is not rolled yet is never told to be full.</summary>
    public ChargeOutcome Next(Account? account, DateTimeOffset now) => new(
        LockFor((account?.Consecutive ?? 0) + 1),
        account is not null && account.RolledDay >= DayOf(now) && account.WindowFailures + 1 >= PerWindow);

    /// <summary>The UTC day of an instant, in days since 1970.</summary>
    public static int DayOf(DateTimeOffset instant) => (int)(instant.ToUnixTimeSeconds() / 86_400);

    /// <summary>How long the account is locked after its <paramref name="consecutive"/>-th wrong answer in a row; zero for not at all.</summary>
    public TimeSpan LockFor(int consecutive)
    {
        if (LockAfter is not { } after || consecutive < after)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(consecutive - after, 7);
        var length = FirstLock * (1 << doublings);
        return length < LongestLock ? length : LongestLock;
    }
}
