namespace Trench.Core.Tests.Budgets;

public sealed class AccountStandingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly int Today = AccountLimits.DayOf(Noon);
    private static readonly AccountLimits Limits = new(LockAfter: 5, PerDay: 20, PerWindow: 100);
    private static readonly Account Fresh = new() { UserId = "anna", Kind = AccountKind.Factor, Day = Today, RolledDay = Today };

    [Fact]
    public void An_account_that_never_failed_may_be_asked()
    {
        Assert.Null(RefusedFor(null));
        Assert.Null(RefusedFor(Fresh));
    }

    [Fact]
    public void A_lock_is_refused_for_what_is_left_of_it() =>
        Assert.Equal(TimeSpan.FromSeconds(7), RefusedFor(Fresh with { LockedUntil = Noon.AddSeconds(7) }));

    [Fact]
    public void A_lock_that_ends_now_is_over() => Assert.Null(RefusedFor(Fresh with { LockedUntil = Noon }));

    [Fact]
    public void A_spent_day_is_refused_until_midnight_UTC()
    {
        Assert.Null(RefusedFor(Fresh with { DayFailures = 19 }));
        Assert.Equal(TimeSpan.FromHours(12), RefusedFor(Fresh with { DayFailures = 20 }));
    }

    [Fact]
    public void A_day_that_was_spent_yesterday_is_over() => Assert.Null(RefusedFor(Fresh with { Day = Today - 1, DayFailures = 20 }));

    [Fact]
    public void A_spent_window_is_looked_at_anew_after_midnight_UTC()
    {
        Assert.Null(RefusedFor(Fresh with { WindowFailures = 99 }));
        Assert.Equal(TimeSpan.FromHours(12), RefusedFor(Fresh with { WindowFailures = 100 }));
    }

    // What falls out of the window since then only the store can count.
    [Fact]
    public void A_window_counted_on_an_earlier_day_is_left_to_the_store() =>
        Assert.Null(RefusedFor(Fresh with { RolledDay = Today - 1, WindowFailures = 100 }));

    [Fact]
    public void Where_there_is_no_limit_nothing_is_ever_spent() => Assert.Null(
        AccountStanding.RefusedFor(Fresh with { DayFailures = 1_000, WindowFailures = 1_000 }, new AccountLimits(null, null, null), Noon));

    private static TimeSpan? RefusedFor(Account? account) => AccountStanding.RefusedFor(account, Limits, Noon);
}
