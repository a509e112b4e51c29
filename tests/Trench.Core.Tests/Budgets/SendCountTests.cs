using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Budgets;

/// <summary>Under which keys a message is counted, and what is told when one of them is full.</summary>
public sealed class SendCountTests : IAsyncLifetime
{
    private const string Phone = "+48601000001";
    private const string Mail = "anna@example.test";
    private static readonly Caller Somewhere = new("trench") { Address = "192.0.2.7" };
    private static readonly Rate Hourly = new(2, TimeSpan.FromHours(1));
    private static readonly Rate Daily = new(3, TimeSpan.FromDays(1));

    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData("user", Mail, "target user")]
    [InlineData("user", Phone, "target user sms_user ip sms_prefix global_breaker")]
    [InlineData("user", null, "user")]
    [InlineData(null, Mail, "target open_ip")]
    [InlineData(null, Phone, "target open_ip ip sms_prefix global_breaker")]
    public async Task A_message_counts_for_target_user_and_where_somebody_pays_for_address_range_and_all(
        string? userId, string? target, string kinds) => Assert.Equal(kinds, Kinds(await CountAsync(userId, target, Somewhere)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_address_none_is_counted(string? address)
    {
        Assert.Equal("target", Kinds(await CountAsync(null, Mail, Somewhere with { Address = address })));
        Assert.Equal("target sms_prefix global_breaker", Kinds(await CountAsync(null, Phone, Somewhere with { Address = address })));
    }

    [Fact]
    public async Task The_range_of_a_number_is_its_first_four_digits() =>
        Assert.Contains(await CountAsync("user", Phone, Somewhere), counted => counted.Row.Key == "sms_prefix:4860");

    [Fact]
    public async Task A_phone_has_another_daily_limit_than_a_mailbox()
    {
        var anHour = new Rate(5, TimeSpan.FromHours(1));

        Assert.Equal([anHour, new Rate(20, TimeSpan.FromDays(1))], (await CountAsync("user", Mail, Somewhere))[0].Limits);
        Assert.Equal([anHour, new Rate(10, TimeSpan.FromDays(1))], (await CountAsync("user", Phone, Somewhere))[0].Limits);
    }

    [Fact]
    public async Task Who_proves_addresses_of_nobody_may_send_sixty_an_hour() =>
        Assert.Equal([new Rate(60, TimeSpan.FromHours(1))], (await CountAsync(null, Mail, Somewhere))[1].Limits);

    [Fact]
    public async Task What_is_counted_is_kept_as_long_as_its_longest_limit()
    {
        var row = (await CountAsync("user", Mail, Somewhere))[0].Row;

        Assert.Equal((_engine.Clock.Now, _engine.Clock.Now.AddDays(1), "challenge"), (row.At, row.ExpiresAt, row.ChallengeId));
    }

    // Attack: who earns by messages to numbers of their own answers them all, and a right answer takes back what was counted.
    [Fact]
    public async Task What_protects_the_operators_bill_is_taken_back_by_no_answer() => Assert.Equal(
        ["sms_prefix", "global_breaker"],
        (await CountAsync("user", Phone, Somewhere)).Where(counted => counted.Row.ChallengeId is null).Select(counted => counted.Row.Key.Split(':')[0]));

    [Fact]
    public async Task Targets_have_keys_of_their_own_and_a_network_has_one()
    {
        var caller = Somewhere with { Address = "2001:db8:1:2::1" };
        var neighbour = Somewhere with { Address = "2001:db8:1:2::2" };

        Assert.NotEqual((await CountAsync(null, Mail, caller))[0].Row.Key, (await CountAsync(null, "b@example.test", caller))[0].Row.Key);
        Assert.Equal((await CountAsync(null, Mail, caller))[1].Row.Key, (await CountAsync(null, Mail, neighbour))[1].Row.Key);
        Assert.Equal((await CountAsync("user", Phone, caller))[3].Row.Key, (await CountAsync("user", Phone, neighbour))[3].Row.Key);
    }

    [Theory]
    [InlineData("target:x", EventNames.TargetThrottled, null)]
    [InlineData("user:x", EventNames.UserThrottled, null)]
    [InlineData("sms_user:x", EventNames.UserThrottled, null)]
    [InlineData("ip:x", EventNames.AddressThrottled, "sms")]
    [InlineData("open_ip:x", EventNames.AddressThrottled, "confirmation")]
    [InlineData("sms_prefix:4860", EventNames.PrefixThrottled, "+4860")]
    [InlineData("global_breaker", EventNames.GlobalBreaker, null)]
    public async Task Each_limit_that_is_full_tells_its_own_event_once_a_minute(string key, string name, string? reason)
    {
        await RefuseAsync(Full(key, Hourly));
        await RefuseAsync(Full(key, Hourly));

        var told = Assert.Single(await _engine.Store.ListEventsAsync(new EventFilter("anna", 10), default));
        Assert.Equal((name, reason, "192.0.2.7"), (told.Name, told.Reason, told.Address));
    }

    [Fact]
    public async Task A_commit_lost_by_another_change_is_no_matter_of_limits()
    {
        Assert.Null(await RefuseAsync(null));
        Assert.Null(await RefuseAsync(new CloseChallenge("challenge")));
    }

    [Fact]
    public async Task What_was_taken_back_meanwhile_is_free_in_a_second()
    {
        var refusal = await RefuseAsync(Full("target:x", Hourly));

        Assert.Equal((RefusalKind.SendCooldown, TimeSpan.FromSeconds(1)), (refusal?.Kind, refusal?.RetryAfter));
    }

    [Fact]
    public async Task Of_two_limits_that_are_full_the_longer_is_told()
    {
        await SentAsync(3);

        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(30), (await RefuseAsync(Full("target:x", Hourly, Daily)))?.RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(40), (await RefuseAsync(Full("target:x", Hourly)))?.RetryAfter);
    }

    [Fact]
    public async Task A_limit_that_is_not_full_makes_nobody_wait()
    {
        await SentAsync(2);

        Assert.Equal(TimeSpan.FromMinutes(40), (await RefuseAsync(Full("target:x", Hourly, Daily)))?.RetryAfter);
    }

    // Ten minutes apart, and the last one ten minutes ago.
    private async Task SentAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _engine.Store.CommitAsync([SendKeys.Count("target:x", null, [Daily with { Count = 100 }], _engine.Clock.Now)], default);
            _engine.Clock.Advance(TimeSpan.FromMinutes(10));
        }
    }

    private static string Kinds(IEnumerable<CountSend> counts) => string.Join(' ', counts.Select(counted => counted.Row.Key.Split(':')[0]));

    private CountSend Full(string key, params Rate[] limits) => SendKeys.Count(key, null, limits, _engine.Clock.Now);

    private Task<List<CountSend>> CountAsync(string? userId, string? target, Caller caller) => _engine.InScopeAsync(services => Task.FromResult(
        services.GetRequiredService<SendLimits>()
            .Count(StoreRows.Message("challenge", _engine.Clock.Now) with { UserId = userId }, target, caller)
            .Cast<CountSend>()
            .ToList()));

    private Task<Refusal?> RefuseAsync(Change? lost) => _engine.InScopeAsync(
        services => services.GetRequiredService<SendLimits>().RefusalOfAsync(lost, "anna", Somewhere, default));
}
