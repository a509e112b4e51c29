using Trench.Testing;

namespace Trench.Core.Tests.Budgets;

/// <summary>Attacks: mails that bury a mailbox, and SMS that cost money (SECURITY.md rows 43 and 44).</summary>
public sealed class SendLimitTests : IAsyncLifetime
{
    private const string Phone = "+48601000001";
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = await NewAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_target_gets_five_messages_in_an_hour_whoever_asks()
    {
        var sent = 0;
        for (var i = 0; i < 1_000; i++)
        {
            sent += (await (await NewAsync()).ActivateAsync("pigeon", members: To("victim@example.test"))).Succeeded ? 1 : 0;
        }

        Assert.Equal((5, 5), (sent, _engine.Messages.Count("victim@example.test")));
    }

    [Fact]
    public async Task A_mailbox_is_one_target_however_its_name_is_spelled()
    {
        await SendAsync("victim@example.test", 3);
        await SendAsync("Victim@example.test", 2);

        Assert.Equal(RefusalKind.SendCooldown, (await (await NewAsync()).ActivateAsync("pigeon", members: To("VICTIM@example.test"))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_refused_message_says_when_the_next_may_go()
    {
        await SendAsync(_anna.Address, 1);
        _engine.Clock.Advance(TimeSpan.FromMinutes(20));
        await SendAsync(_anna.Address, 4);

        var refusal = (await _anna.ActivateAsync("pigeon")).Refusal;

        Assert.Equal((RefusalKind.SendCooldown, TimeSpan.FromMinutes(40)), (refusal?.Kind, refusal?.RetryAfter));
        _engine.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.True((await _anna.ActivateAsync("pigeon")).Succeeded);
    }

    [Fact]
    public async Task A_mailbox_gets_twenty_messages_a_day()
    {
        for (var hour = 0; hour < 4; hour++)
        {
            await SendAsync(_anna.Address, 5);
            _engine.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(TimeSpan.FromHours(20), (await _anna.ActivateAsync("pigeon")).Refusal?.RetryAfter);
    }

    [Fact]
    public async Task A_phone_gets_ten_messages_a_day()
    {
        for (var hour = 0; hour < 2; hour++)
        {
            await SendAsync(Phone, 5);
            _engine.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(TimeSpan.FromHours(22), (await _anna.ActivateAsync("pigeon", members: To(Phone))).Refusal?.RetryAfter);
    }

    // An outage of our own must not cost the user an hour once it is over.
    [Fact]
    public async Task What_the_provider_could_not_take_for_now_is_not_counted()
    {
        await SendAsync(_anna.Address, 4);
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Failed("connection refused"));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
        }

        _engine.Messages.Answer = null;

        Assert.True((await _anna.ActivateAsync("pigeon")).Succeeded);
        Assert.Equal(RefusalKind.SendCooldown, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
    }

    // Attack: addresses are tried until one is taken.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_provider_refuses_for_good_is_counted(bool inWords)
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(inWords ? Delivery.RefusedTarget("no") : Delivery.FailedForGood("550"));
        for (var i = 0; i < 5; i++)
        {
            Assert.NotEqual(RefusalKind.SendCooldown, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.SendCooldown, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_right_answer_takes_its_messages_back()
    {
        await _anna.EnrolAsync();
        for (var i = 0; i < 30; i++)
        {
            await _anna.SignInByMessageAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_answers_a_challenge_takes_its_messages_back(bool byBackupCode)
    {
        var codes = await _anna.EnrolAsync();
        var secret = await _anna.EnrolTokenAsync();
        for (var i = 0; i < 8; i++)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(31));
            await _anna.SignInAsync(byBackupCode ? codes[i] : _anna.CodeOf(secret));
        }
    }

    [Fact]
    public async Task A_login_over_the_limit_gives_its_ticket_and_sends_nothing()
    {
        var codes = await _anna.EnrolAsync();
        for (var i = 0; i < 5; i++)
        {
            await _anna.TicketAsync();
        }

        var asked = Assert.IsType<Asked>((await _anna.BeginAsync()).Value);

        Assert.Equal((TimeSpan.FromHours(1), "pigeon"), (asked.RetryAfter, asked.Method));
        Assert.Equal(1 + 5, _engine.Messages.Count(_anna.Address));
        Assert.True((await _anna.CompleteAsync(asked.Ticket, codes[0])).Succeeded);
    }

    [Fact]
    public async Task A_resend_over_the_limit_is_refused_and_the_old_code_stays_good()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        for (var i = 0; i < 4; i++)
        {
            _engine.Clock.Advance(TimeSpan.FromSeconds(31));
            Assert.True((await _anna.ResendAsync(ticket)).Succeeded);
        }

        _engine.Clock.Advance(TimeSpan.FromSeconds(31));
        var refusal = (await _anna.ResendAsync(ticket)).Refusal;

        Assert.Equal(RefusalKind.SendCooldown, refusal?.Kind);
        Assert.True(refusal?.RetryAfter > TimeSpan.FromMinutes(50));
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task One_user_sends_five_SMS_in_an_hour_whatever_the_number()
    {
        var sent = 0;
        for (var i = 0; i < 20; i++)
        {
            sent += (await _anna.ActivateAsync("pigeon", members: To($"+4860100{i:0000}"))).Succeeded ? 1 : 0;
        }

        Assert.Equal(5, sent);
    }

    [Fact]
    public async Task One_user_sends_twenty_messages_in_an_hour_whatever_the_target()
    {
        var sent = 0;
        for (var i = 0; i < 30; i++)
        {
            sent += (await _anna.ActivateAsync("pigeon", members: To($"victim-{i}@example.test"))).Succeeded ? 1 : 0;
        }

        Assert.Equal(20, sent);
    }

    [Fact]
    public async Task One_address_asks_for_ten_SMS_in_an_hour()
    {
        var sent = 0;
        for (var i = 0; i < 20; i++)
        {
            sent += (await (await NewAsync()).ActivateAsync("pigeon", members: To($"+4860100{i:0000}"))).Succeeded ? 1 : 0;
        }

        Assert.Equal(10, sent);
        Assert.Single(await EventsAsync(EventNames.AddressThrottled));
    }

    [Fact]
    public async Task An_alarm_is_repeated_after_a_minute()
    {
        await SendAsync(_anna.Address, 5);
        for (var i = 0; i < 3; i++)
        {
            await _anna.ActivateAsync("pigeon");
            await _anna.ActivateAsync("pigeon");
            _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, (await EventsAsync(EventNames.TargetThrottled)).Count);
    }

    [Fact]
    public async Task No_target_is_stored_in_clear()
    {
        await SendAsync(Phone, 1);
        await SendAsync(_anna.Address, 1);

        Assert.DoesNotContain(_engine.Counted, sent =>
            sent.Key.Contains(Phone[6..], StringComparison.Ordinal) || sent.Key.Contains(_anna.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_that_is_switched_off_counts_nothing()
    {
        var off = new[] { "SENDS_PER_TARGET", "DAILY_SENDS_PER_TARGET", "SENDS_PER_USER" }.ToDictionary(key => "LIMITS:" + key, _ => (string?)"");
        await using var engine = await TestEngine.StartAsync(off);
        var ben = Person.New(engine);
        await ben.SignInAsync();
        for (var i = 0; i < 40; i++)
        {
            Assert.True((await ben.ActivateAsync("pigeon")).Succeeded);
        }

        Assert.Empty(engine.Counted);
    }

    private async Task<Person> NewAsync()
    {
        var person = Person.New(_engine);
        await person.SignInAsync();
        return person;
    }

    private async Task SendAsync(string target, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            Assert.True((await (await NewAsync()).ActivateAsync("pigeon", members: To(target))).Succeeded);
        }
    }

    private Task<IReadOnlyList<MfaEvent>> EventsAsync(string name) =>
        _engine.Store.ListEventsAsync(new EventFilter(null, 1_000) { Name = name }, default);

    private static Dictionary<string, string> To(string target) => new() { ["email"] = target };
}
