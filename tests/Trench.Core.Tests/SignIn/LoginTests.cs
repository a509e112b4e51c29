using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

public sealed class LoginTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Without_a_method_the_password_alone_signs_in()
    {
        var signedIn = Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);

        Assert.Equal("pwd", signedIn.Session.Amr);
        Assert.Equal(Assurance.Password, signedIn.Session.Acr);
    }

    [Fact]
    public async Task Unknown_user_wrong_password_and_inactive_user_are_refused_alike()
    {
        var wrong = (await _anna.BeginAsync("wrong")).Refusal;
        var unknown = await new Person(_engine, new TestUser("nobody", "nobody", "x")).BeginAsync();
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { IsActive = false });
        var inactive = (await _anna.BeginAsync()).Refusal;

        Assert.Equal(new Refusal(RefusalKind.WrongCredentials), wrong);
        Assert.Equal(wrong, unknown.Refusal);
        Assert.Equal(wrong, inactive);
    }

    [Fact]
    public async Task A_pending_method_is_not_asked()
    {
        await _anna.ActivateAsync("pigeon");

        Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
    }

    [Fact]
    public async Task The_primary_method_is_asked_and_the_others_are_named()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.EnrolTokenAsync();

        var asked = Assert.IsType<Asked>((await _anna.BeginAsync()).Value);

        Assert.Equal("pigeon", asked.Method);
        Assert.Equal("token", Assert.Single(asked.Others).Name);
    }

    [Fact]
    public async Task The_delivered_code_signs_in()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();

        var signedIn = (await _anna.CompleteAsync(ticket, _anna.LastCode)).Value;

        Assert.Equal(_anna.Id, signedIn?.User.Id);
        Assert.NotNull(signedIn?.Session.ProofUntil);
    }

    [Fact]
    public async Task White_space_around_and_separators_inside_a_code_do_not_matter()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();

        Assert.True((await _anna.CompleteAsync(ticket, $" {_anna.LastCode[..3]}-{_anna.LastCode[3..]} ")).Succeeded);
    }

    [Fact]
    public async Task A_ticket_is_good_for_one_login()
    {
        var secret = await _anna.EnrolTokenAsync();
        var ticket = await _anna.TicketAsync();
        await _anna.CompleteAsync(ticket, _anna.CodeOf(secret));
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(RefusalKind.TicketUsed, (await _anna.CompleteAsync(ticket, _anna.CodeOf(secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_step_is_accepted_once_ever_whatever_the_ticket()
    {
        var secret = await _anna.EnrolTokenAsync();
        var code = _anna.CodeOf(secret);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Refusal?.Kind);
    }

    [Fact]
    public async Task The_step_that_confirmed_the_activation_does_not_sign_in()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        var code = _anna.CodeOf(secret);
        await _anna.ConfirmAsync("token", code);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), code)).Refusal?.Kind);
    }

    [Fact]
    public async Task Any_active_method_answers_a_login()
    {
        await _anna.EnrolAsync("pigeon");
        var secret = await _anna.EnrolTokenAsync();
        var ticket = await _anna.TicketAsync();

        Assert.True((await _anna.CompleteAsync(ticket, _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_backup_code_signs_in_once_and_says_how_many_are_left()
    {
        var codes = await _anna.EnrolAsync();
        var first = await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0]);

        Assert.Equal(9, first.Value?.BackupCodesLeft);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0])).Refusal?.Kind);
    }

    [Fact]
    public async Task A_backup_code_in_the_other_case_without_separators_and_with_look_alikes_is_the_same_code()
    {
        var codes = await _anna.EnrolAsync();
        var typed = codes[0].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l');

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), typed)).Succeeded);
    }

    [Fact]
    public async Task A_resend_kills_the_old_code()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        var old = _anna.LastCode;
        _engine.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await _anna.ResendAsync(ticket)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(ticket, old)).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_resend_within_the_cooldown_is_refused_with_the_time_to_wait()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromSeconds(10));

        var refusal = (await _anna.ResendAsync(ticket)).Refusal;

        Assert.Equal(RefusalKind.SendCooldown, refusal?.Kind);
        Assert.Equal(TimeSpan.FromSeconds(20), refusal?.RetryAfter);
    }

    [Fact]
    public async Task Another_method_may_be_asked_in_place_of_the_primary()
    {
        await _anna.EnrolTokenAsync();
        await _anna.EnrolAsync("pigeon");
        var ticket = await _anna.TicketAsync();

        Assert.True((await _anna.ResendAsync(ticket, "pigeon")).Succeeded);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_code_is_good_until_its_validity_ends()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(RefusalKind.TicketExpired, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_password_change_between_the_steps_kills_the_ticket()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Stamp = "stamp-2" });

        Assert.Equal(RefusalKind.TicketUnknown, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_user_disabled_between_the_steps_does_not_get_in()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { IsActive = false });

        Assert.Equal(RefusalKind.TicketUnknown, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_ticket_of_one_facade_is_unknown_to_another()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();

        Assert.Equal(RefusalKind.TicketUnknown, (await _anna.Through("deux").CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task Of_four_tickets_the_oldest_is_dead()
    {
        var secret = await _anna.EnrolTokenAsync();
        var tickets = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            tickets.Add(await _anna.TicketAsync());
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(RefusalKind.TicketExpired, (await _anna.CompleteAsync(tickets[0], _anna.CodeOf(secret))).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(tickets[1], _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_code_ends_with_its_own_validity_while_its_ticket_lives_on()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["MFA_METHODS:pigeon:VALIDITY_PERIOD"] = "60" });
        var boris = Person.New(engine);
        await boris.SignInAsync();
        var backupCodes = await boris.EnrolAsync();
        var ticket = await boris.TicketAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(RefusalKind.CodeWrong, (await boris.CompleteAsync(ticket, boris.LastCode)).Refusal?.Kind);
        Assert.True((await boris.CompleteAsync(ticket, backupCodes[0])).Succeeded);
    }

    [Fact]
    public async Task A_removed_method_does_not_answer_a_ticket_opened_before()
    {
        await _anna.EnrolAsync("pigeon");
        var secret = await _anna.EnrolTokenAsync();
        var ticket = await _anna.TicketAsync();
        await _anna.DeactivateAsync("token", _anna.CodeOf(secret));
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.False((await _anna.CompleteAsync(ticket, _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_token_makes_the_session_multi_factor()
    {
        var secret = await _anna.EnrolTokenAsync();
        var signedIn = (await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(secret))).Value;

        Assert.Equal("pwd otp mfa", signedIn?.Session.Amr);
        Assert.Equal(Assurance.MultiFactor, signedIn?.Session.Acr);
    }
}
