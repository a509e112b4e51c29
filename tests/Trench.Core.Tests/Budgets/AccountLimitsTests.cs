namespace Trench.Core.Tests.Budgets;

public sealed class AccountLimitsTests
{
    // NIST SP 800-63B-4 section 3.2.2: 30 seconds up to an hour.
    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(11, 1_920)]
    [InlineData(12, 3_600)]
    [InlineData(13, 3_600)]
    [InlineData(1_000_000, 3_600)]
    public void Each_wrong_answer_after_the_fifth_doubles_the_lock_up_to_an_hour(int consecutive, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new AccountLimits(5, null, null).LockFor(consecutive));

    [Fact]
    public void Without_a_limit_nothing_locks() => Assert.Equal(TimeSpan.Zero, new AccountLimits(null, 20, 100).LockFor(1_000));

    [Fact]
    public void A_day_begins_at_midnight_UTC()
    {
        var midnight = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(20_513, AccountLimits.DayOf(midnight));
        Assert.Equal(20_512, AccountLimits.DayOf(midnight.AddTicks(-1)));
        Assert.Equal(20_512, AccountLimits.DayOf(midnight.ToOffset(TimeSpan.FromHours(14)).AddTicks(-1)));
    }
}
