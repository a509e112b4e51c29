using Microsoft.Extensions.Options;
using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class AddressLimiterTests
{
    private readonly FakeClock _clock = new();
    private readonly TrenchOptions _options = new() { Limits = { AddressFailures = new Rate(3, TimeSpan.FromMinutes(10)) } };

    private AddressLimiter Limiter => field ??= new AddressLimiter(Options.Create(_options), _clock);

    [Fact]
    public void An_address_is_refused_after_its_last_allowed_failure()
    {
        Fail("192.0.2.1", 2);
        Assert.Null(Limiter.Refused("192.0.2.1"));

        Fail("192.0.2.1", 1);

        Assert.Equal(TimeSpan.FromMinutes(10), Limiter.Refused("192.0.2.1"));
    }

    [Fact]
    public void The_window_slides_with_the_oldest_failure()
    {
        Fail("192.0.2.1", 1);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Fail("192.0.2.1", 2);

        Assert.Equal(TimeSpan.FromMinutes(4), Limiter.Refused("192.0.2.1"));
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(Limiter.Refused("192.0.2.1"));
    }

    [Fact]
    public void Another_address_is_not_refused()
    {
        Fail("192.0.2.1", 3);

        Assert.Null(Limiter.Refused("192.0.2.2"));
    }

    // IPv6 rotation: one customer has 2^64 addresses.
    [Fact]
    public void A_thousand_addresses_of_one_IPv6_network_are_one_client()
    {
        for (var host = 1; host <= 1_000; host++)
        {
            Limiter.Count($"2001:db8:1:2::{host:x}");
        }

        Assert.Equal(1, Limiter.Kept);
        Assert.NotNull(Limiter.Refused("2001:db8:1:2:ffff::1"));
        Assert.Null(Limiter.Refused("2001:db8:1:3::1"));
    }

    [Fact]
    public void An_IPv4_address_is_the_same_client_when_it_is_mapped_to_IPv6()
    {
        Fail("::ffff:192.0.2.1", 3);

        Assert.NotNull(Limiter.Refused("192.0.2.1"));
    }

    [Fact]
    public void A_caller_without_address_is_never_refused()
    {
        Limiter.Count(null);

        Assert.Equal(0, Limiter.Kept);
        Assert.Null(Limiter.Refused(null));
    }

    [Fact]
    public void Without_a_limit_nothing_is_counted()
    {
        _options.Limits.AddressFailures = null;
        Fail("192.0.2.1", 100);

        Assert.Equal(0, Limiter.Kept);
        Assert.Null(Limiter.Refused("192.0.2.1"));
    }

    // Memory exhaustion: failures from ever new addresses.
    [Fact]
    public void Only_so_many_addresses_are_kept_and_the_newest_stay()
    {
        Fail("192.0.2.1", 3);
        for (var number = 0; number < AddressLog.MostAddresses + 10; number++)
        {
            Limiter.Count($"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}");
        }

        Assert.Equal(AddressLog.MostAddresses, Limiter.Kept);
        Assert.Null(Limiter.Refused("192.0.2.1"));
    }

    private void Fail(string address, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Limiter.Count(address);
        }
    }
}
