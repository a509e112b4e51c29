using System.Security.Cryptography;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>
/// The end of a day with a leap second (SECURITY row R9). Unix time has no number for it: clocks show a second twice, or are a little wrong
/// for hours.
/// </summary>
public sealed class LeapSecondTests
{
    private static readonly Totp Usual = new(HashAlgorithmName.SHA1, 6, 30);
    private static readonly DateTimeOffset Midnight = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // What the server's clock shows, in seconds from midnight: the kernel sets it back when the day ends, or somebody does a moment later.
    [Theory]
    [InlineData(new[] { -31, -1, -0.5, -1, -0.5, 0, 0.5, 29.5, 30, 30.5 })]
    [InlineData(new[] { -31, -1, -0.5, 0, 0.4, -0.6, -0.1, 0.4, 29.5, 30, 30.5 })]
    public async Task A_second_that_is_shown_twice_lets_the_code_of_each_step_in_once(double[] shown)
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        var accepted = new List<long>();

        foreach (var now in shown.Select(Midnight.AddSeconds))
        {
            var verdict = await bench.JudgeAsync(factor, Usual.Code(factor.Secret, Usual.StepAt(now)), now, accepted.LastOrDefault(-1));
            if (verdict.Counter is { } step)
            {
                accepted.Add(step);
            }
        }

        var first = Usual.StepAt(Midnight.AddSeconds(-31));
        Assert.Equal([first, first + 1, first + 2, first + 3], accepted);
    }

    // Half a second is the most of a smeared clock, a whole one of a clock that knows of no leap second.
    [Theory]
    [InlineData(-1.0)]
    [InlineData(-0.5)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public async Task A_server_that_is_a_little_wrong_takes_every_right_code_once(double off)
    {
        var bench = new AppBench();
        var factor = (await bench.EnrolAsync()).Factor;
        for (var tenths = -15; tenths <= 15; tenths++)
        {
            var phone = Midnight.AddSeconds(tenths / 10.0);
            var (code, step) = (Usual.Code(factor.Secret, Usual.StepAt(phone)), Usual.StepAt(phone));

            Assert.Equal(Verdict.Right(step), await bench.JudgeAsync(factor, code, phone.AddSeconds(off)));
            Assert.Equal(Verdict.Wrong("replayed"), await bench.JudgeAsync(factor, code, phone.AddSeconds(off), counter: step));
        }
    }
}
