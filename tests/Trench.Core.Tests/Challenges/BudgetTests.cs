using Trench.Testing;

namespace Trench.Core.Tests.Challenges;

public sealed class BudgetTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _secret = "";
    private IReadOnlyList<string> _backupCodes = [];

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        _secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _backupCodes = (await _anna.ConfirmAsync("token", _anna.CodeOf(_secret))).Value!.Codes;
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_malformed_code_is_free()
    {
        var ticket = await _anna.TicketAsync();
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(RefusalKind.CodeMalformed, (await _anna.CompleteAsync(ticket, "12345")).Refusal?.Kind);
        }

        Assert.True((await _anna.CompleteAsync(ticket, _anna.CodeOf(_secret))).Succeeded);
    }

    [Fact]
    public async Task After_five_wrong_codes_nothing_is_evaluated_for_thirty_seconds()
    {
        await FailAsync(5);

        var ticket = await _anna.TicketAsync();
        var right = (await _anna.CompleteAsync(ticket, _anna.CodeOf(_secret))).Refusal;
        var wrong = (await _anna.CompleteAsync(ticket, Wrong())).Refusal;

        Assert.Equal(RefusalKind.Locked, right?.Kind);
        Assert.Equal(TimeSpan.FromSeconds(30), right?.RetryAfter);
        Assert.Equal(right, wrong);
    }

    [Fact]
    public async Task A_code_refused_by_the_lock_is_still_good_after_it()
    {
        await FailAsync(5);
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Succeeded);
    }

    // AuthQuake (2024): guesses spread over many tickets; each ticket had a budget, the account had none.
    [Fact]
    public async Task Guesses_over_many_tickets_share_the_account_s_day()
    {
        var evaluated = 0;
        for (var i = 0; i < 50; i++)
        {
            evaluated += await FailAsync(5);
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
            await UnlockAsync();
        }

        Assert.Equal(20, evaluated);
    }

    [Fact]
    public async Task A_ticket_dies_with_its_fifth_wrong_code()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:LOCK_AFTER"] = "" });
        var bert = Person.New(engine);
        await bert.SignInAsync();
        var secret = await bert.EnrolTokenAsync();
        var ticket = await bert.TicketAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await bert.CompleteAsync(ticket, Wrong(bert, secret))).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.TicketExhausted, (await bert.CompleteAsync(ticket, bert.CodeOf(secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_locked_account_still_gets_a_ticket_and_lets_backup_codes_in()
    {
        await FailAsync(5);

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _backupCodes[0])).Succeeded);
    }

    [Fact]
    public async Task Wrong_backup_codes_lock_backup_codes_and_leave_the_token_alone()
    {
        var ticket = await _anna.TicketAsync();
        for (var i = 0; i < 5; i++)
        {
            await _anna.CompleteAsync(ticket, "0000-0000-0000-0000");
        }

        var next = await _anna.TicketAsync();
        Assert.Equal(RefusalKind.Locked, (await _anna.CompleteAsync(next, _backupCodes[0])).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(next, _anna.CodeOf(_secret))).Succeeded);
    }

    [Fact]
    public async Task A_right_answer_clears_the_wrong_ones_in_a_row()
    {
        await FailAsync(4);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Succeeded);

        await FailAsync(1);

        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Succeeded);
    }

    // NIST SP 800-63B-4 section 3.1.3.2: a new secret does not reset the failed count.
    [Fact]
    public async Task A_resend_does_not_give_attempts_back()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["LIMITS:LOCK_AFTER"] = "" });
        var bert = Person.New(engine);
        await bert.SignInAsync();
        await bert.EnrolAsync();
        var ticket = await bert.TicketAsync();
        for (var i = 0; i < 4; i++)
        {
            await bert.CompleteAsync(ticket, bert.LastCode == "123456" ? "654321" : "123456");
        }

        engine.Clock.Advance(TimeSpan.FromSeconds(31));
        await bert.ResendAsync(ticket);
        await bert.CompleteAsync(ticket, bert.LastCode == "123456" ? "654321" : "123456");

        Assert.Equal(RefusalKind.TicketExhausted, (await bert.CompleteAsync(ticket, bert.LastCode)).Refusal?.Kind);
    }

    // One door for every route: what is guessed at deactivate is missing at login.
    [Fact]
    public async Task Wrong_codes_of_every_route_count_together()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await _anna.DeactivateAsync("token", Wrong())).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.Locked, (await _anna.RegenerateAsync("token", _anna.CodeOf(_secret))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Locked, (await _anna.ChangePrimaryAsync("token", _anna.CodeOf(_secret))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Locked, (await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Refusal?.Kind);
    }

    // A million guesses in thirty days: NIST's 100, not cleared by the owner's own logins.
    [Fact]
    public async Task In_thirty_days_at_most_a_hundred_wrong_codes_are_evaluated()
    {
        var evaluated = 0;
        for (var day = 0; day < 30; day++)
        {
            for (var burst = 0; burst < 4; burst++)
            {
                evaluated += await FailAsync(6);
                _engine.Clock.Jump(TimeSpan.FromHours(6));
            }

            if (evaluated < 100)
            {
                await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret));
            }
        }

        Assert.Equal(100, evaluated);
    }

    [Fact]
    public async Task A_spent_window_opens_again_when_its_days_are_over()
    {
        await In_thirty_days_at_most_a_hundred_wrong_codes_are_evaluated();

        _engine.Clock.Jump(TimeSpan.FromDays(30));

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(_secret))).Succeeded);
    }

    private async Task<int> FailAsync(int times)
    {
        var evaluated = 0;
        var ticket = await _anna.TicketAsync();
        for (var i = 0; i < times; i++)
        {
            evaluated += (await _anna.CompleteAsync(ticket, Wrong())).Refusal?.Kind == RefusalKind.CodeWrong ? 1 : 0;
        }

        return evaluated;
    }

    private async Task UnlockAsync()
    {
        var account = (await _engine.Store.FindUserAsync(_anna.Id, default)).Factor;
        if (account?.LockedUntil is { } until && until > _engine.Clock.Now)
        {
            _engine.Clock.Advance(until - _engine.Clock.Now);
        }
    }

    private string Wrong() => Wrong(_anna, _secret);

    private static string Wrong(Person person, string secret) => person.CodeOf(secret) == "123456" ? "654321" : "123456";
}
