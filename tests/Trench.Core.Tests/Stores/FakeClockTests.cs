using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _clock);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await delay;
    }

    [Fact]
    public void Timers_fire_in_order_and_at_their_own_instant()
    {
        var fired = new List<(string, TimeSpan)>();
        var start = _clock.Now;
        using var late = _clock.CreateTimer(_ => fired.Add(("late", _clock.Now - start)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(_ => fired.Add(("often", _clock.Now - start)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("often", TimeSpan.FromSeconds(2)), ("often", TimeSpan.FromSeconds(4)), ("late", TimeSpan.FromSeconds(5))], fired);
        Assert.Equal(start + TimeSpan.FromSeconds(5), _clock.Now);
    }

    [Fact]
    public void A_disposed_timer_never_fires()
    {
        var fired = false;
        _clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(fired);
    }

    [Fact]
    public void Elapsed_time_is_measured_on_the_same_clock()
    {
        var started = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(TimeSpan.FromMinutes(3), _clock.GetElapsedTime(started));
    }
}
