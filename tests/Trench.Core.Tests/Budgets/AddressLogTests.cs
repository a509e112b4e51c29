using Trench.Testing;

namespace Trench.Core.Tests.Budgets;

public sealed class AddressLogTests
{
    private const string Anna = "192.0.2.1";
    private readonly FakeClock _clock = new();

    private AddressLog Log => field ??= new AddressLog(new Rate(2, TimeSpan.FromMinutes(10)), _clock);

    [Fact]
    public void Who_enters_too_often_waits_for_the_oldest_to_fall_out()
    {
        Assert.Null(Log.Enter(Anna));
        Wait(4);
        Assert.Null(Log.Enter(Anna));

        Assert.Equal(TimeSpan.FromMinutes(6), Log.Enter(Anna));
        Wait(6);
        Assert.Null(Log.Enter(Anna));
    }

    [Fact]
    public void One_that_waits_makes_nobody_wait_longer()
    {
        Log.Enter(Anna);
        Log.Enter(Anna);
        Wait(9);
        Log.Enter(Anna);
        Wait(1);

        Assert.Null(Log.Refused(Anna));
    }

    [Fact]
    public void What_is_counted_while_it_waits_makes_it_wait_longer()
    {
        Log.Count(Anna);
        Log.Count(Anna);
        Wait(4);
        Log.Count(Anna);
        Wait(1);
        Log.Count(Anna);

        Assert.Equal(TimeSpan.FromMinutes(9), Log.Refused(Anna));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_caller_without_address_enters_always(string? address)
    {
        for (var time = 0; time < 5; time++)
        {
            Assert.Null(Log.Enter(address));
            Log.Count(address);
        }

        Assert.Null(Log.Refused(address));
        Assert.Equal(0, Log.Kept);
    }

    [Fact]
    public void What_is_no_network_address_counts_by_its_text()
    {
        Log.Count("unix:door");
        Log.Count("unix:door");

        Assert.NotNull(Log.Refused("unix:door"));
        Assert.Null(Log.Refused("unix:gate"));
    }

    [Fact]
    public void Spellings_of_one_address_are_one_client()
    {
        Log.Count("2001:db8::1");
        Log.Count("2001:DB8:0:0::1");

        Assert.NotNull(Log.Refused("2001:db8:0000::1"));
    }

    // Attack: a full memory is to push out those who wait.
    [Fact]
    public void The_one_heard_of_longest_ago_is_forgotten_first()
    {
        Log.Count(Anna);
        Log.Count("192.0.2.2");
        Log.Count("192.0.2.2");
        Log.Count(Anna);
        for (var number = 1; number < AddressLog.MostAddresses; number++)
        {
            Log.Count($"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}");
        }

        Assert.NotNull(Log.Refused(Anna));
        Assert.Null(Log.Refused("192.0.2.2"));
        Assert.Equal(AddressLog.MostAddresses, Log.Kept);
    }

    private void Wait(int minutes) => _clock.Advance(TimeSpan.FromMinutes(minutes));
}
