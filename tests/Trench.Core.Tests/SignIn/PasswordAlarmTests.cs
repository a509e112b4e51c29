using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

/// <summary>Attack: an address that goes on with wrong passwords, as fast as its limit lets it, fills the table of events.</summary>
public sealed class PasswordAlarmTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:ADDRESS_FAILURES"] = "3/10s" });
        _anna = Person.New(_engine);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task However_often_its_limit_is_reached_an_address_is_told_once_a_minute()
    {
        for (var round = 0; round < 6; round++)
        {
            await ReachLimitAsync();
            _engine.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var told = Assert.Single(await ToldAsync());
        Assert.Equal(("passwords", "192.0.2.7", null), (told.Reason, told.Address, told.UserId));
        await ReachLimitAsync();
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task Each_address_is_told_by_itself()
    {
        await ReachLimitAsync();
        _anna.Network = "192.0.2.8";
        await ReachLimitAsync();

        Assert.Equal(["192.0.2.7", "192.0.2.8"], (await ToldAsync()).Select(told => told.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_addresses_of_an_IPv6_network_are_one()
    {
        _anna.Network = "2001:db8::1";
        await ReachLimitAsync();
        _engine.Clock.Advance(TimeSpan.FromSeconds(10));
        _anna.Network = "2001:db8::2";
        await ReachLimitAsync();

        Assert.Single(await ToldAsync());
    }

    private async Task ReachLimitAsync()
    {
        for (var wrong = 0; wrong < 3; wrong++)
        {
            Assert.Equal(RefusalKind.WrongCredentials, (await _anna.BeginAsync("wrong")).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.AddressThrottled, (await _anna.BeginAsync("wrong")).Refusal?.Kind);
    }

    private Task<IReadOnlyList<MfaEvent>> ToldAsync() =>
        _engine.Store.ListEventsAsync(new EventFilter(null, 100) { Name = EventNames.AddressThrottled }, default);
}
