namespace Trench.AttackTests;

/// <summary>What the attack with the clock can see, on times that are known.</summary>
public sealed class TimeComparisonTests
{
    private const int Samples = 5_000;

    [Fact]
    public void Equal_times_are_not_told_apart() => Assert.Null(Compare(shift: 0, slowest: 0).Find());

    // The medians differ by less than half a millisecond: one mark alone would let it pass.
    [Fact]
    public void A_tenth_of_a_millisecond_is_found() => Assert.NotNull(Compare(shift: 0.1, slowest: 0).Find());

    // Cut off, they would be gone; the comparison of all of them is what finds them.
    [Fact]
    public void A_difference_among_the_slowest_alone_is_found() => Assert.NotNull(Compare(shift: 0, slowest: 20).Find());

    // Times between two and three milliseconds in an order that repeats; each twentieth is one that met something else.
    private static TimeComparison Compare(double shift, double slowest)
    {
        var times = new TimeComparison();
        for (var number = 0; number < Samples; number++)
        {
            var (one, other) = (2 + (number * 7 % 100 / 100.0), 2 + (number * 11 % 100 / 100.0));
            times.Add(one + shift + (number % 20 == 0 ? 10 + slowest : 0), other + (number % 20 == 0 ? 10 : 0));
        }

        return times;
    }
}
