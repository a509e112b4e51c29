using Trench.Testing;

namespace Trench.Core.Tests.Budgets;

/// <summary>Attack: SMS that are sent for the money, by many users at many addresses (SECURITY.md row 43).</summary>
public sealed class SmsPumpingTests : IAsyncLifetime
{
    private const int Requests = 1_000;
    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Of_a_thousand_requests_in_a_day_from_a_hundred_addresses_a_number_gets_ten()
    {
        var sent = 0;
        for (var request = 0; request < Requests; request++)
        {
            sent += await SendAsync("+48601000001", address: request % 100) ? 1 : 0;
            _engine.Clock.Jump(TimeSpan.FromDays(1) / Requests);
        }

        Assert.Equal(10, sent);
    }

    [Fact]
    public async Task A_range_of_numbers_gets_a_hundred_SMS_a_minute_and_raises_one_alarm()
    {
        var sent = 0;
        for (var request = 0; request < Requests; request++)
        {
            sent += await SendAsync($"+4860100{request:0000}", request) ? 1 : 0;
        }

        Assert.Equal(100, sent);
        Assert.Equal("+4860", Assert.Single(await EventsAsync(EventNames.PrefixThrottled)).Reason);
    }

    [Fact]
    public async Task All_SMS_together_are_two_hundred_a_minute_and_raise_one_alarm()
    {
        var sent = 0;
        for (var request = 0; request < Requests; request++)
        {
            sent += await SendAsync($"+486{request % 4}0000{request:0000}", request) ? 1 : 0;
        }

        Assert.Equal(200, sent);
        Assert.Single(await EventsAsync(EventNames.GlobalBreaker));
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await SendAsync("+491700000001", Requests));
    }

    private async Task<bool> SendAsync(string number, int address)
    {
        var person = Person.New(_engine);
        await person.SignInAsync();
        person.Network = $"198.51.{address / 250}.{address % 250}";
        return (await person.ActivateAsync("pigeon", members: new Dictionary<string, string> { ["email"] = number })).Succeeded;
    }

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(null, 1_000) { Name = name }, default);
}
