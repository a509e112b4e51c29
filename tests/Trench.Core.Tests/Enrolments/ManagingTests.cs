using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class ManagingTests : IAsyncLifetime
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
    public async Task The_last_method_goes_for_its_code_and_login_is_one_step_again()
    {
        var secret = await _anna.EnrolTokenAsync();

        Assert.True((await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Succeeded);
        Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
    }

    [Fact]
    public async Task The_primary_does_not_go_while_others_are_active_and_its_backup_code_is_not_burnt()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");

        Assert.Equal(RefusalKind.PrimaryInUse, (await _anna.DeactivateAsync("pigeon", codes[0])).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0])).Succeeded);
    }

    [Fact]
    public async Task The_primary_goes_when_its_successor_is_named()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");

        Assert.True((await _anna.DeactivateAsync("pigeon", codes[0], successor: "dove")).Succeeded);
        Assert.True(Assert.Single(await _anna.ListAsync()).IsPrimary);
    }

    [Fact]
    public async Task A_successor_named_for_a_method_that_is_not_primary_changes_nothing_and_is_told_nowhere()
    {
        await _anna.EnrolAsync("pigeon");
        var codes = await _anna.EnrolAsync("dove");

        Assert.True((await _anna.DeactivateAsync("dove", codes[0], successor: "pigeon")).Succeeded);
        Assert.DoesNotContain(
            EventNames.PrimaryChanged, (await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 100), default)).Select(happened => happened.Name));
    }

    [Theory]
    [InlineData("pigeon")]
    [InlineData("token")]
    [InlineData("owl")]
    public async Task A_successor_must_be_another_active_method(string successor)
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");

        Assert.Equal(RefusalKind.NewPrimaryInvalid, (await _anna.DeactivateAsync("pigeon", codes[0], successor: successor)).Refusal?.Kind);
    }

    [Fact]
    public async Task Of_several_successors_of_the_name_the_oldest_becomes_primary()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.EnrolTokenAsync("old");
        await _anna.EnrolTokenAsync("new");

        Assert.True((await _anna.DeactivateAsync("pigeon", codes[0], successor: "token")).Succeeded);
        Assert.True((await _anna.ListAsync())[0] is { Label: "old", IsPrimary: true });
    }

    [Fact]
    public async Task A_successor_may_be_named_by_its_id()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.EnrolTokenAsync("old");
        await _anna.EnrolTokenAsync("new");
        var newer = (await _anna.ListAsync()).Single(view => view.Label == "new");

        Assert.True((await _anna.DeactivateAsync("pigeon", codes[0], successor: newer.Id)).Succeeded);
        Assert.True((await _anna.ListAsync())[0] is { Label: "new", IsPrimary: true });
    }

    [Fact]
    public async Task Deactivating_without_a_code_tells_when_none_could_be_delivered()
    {
        await _anna.EnrolAsync();
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.FailedForGood("535 no"));

        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
        Assert.Single(await _anna.ListAsync());
    }

    [Fact]
    public async Task Deactivating_without_a_code_twice_sends_one_and_asks_for_it_again()
    {
        await _anna.EnrolAsync();
        var before = _engine.Messages.Count(_anna.Address);
        await _anna.DeactivateAsync("pigeon", null);

        Assert.Equal(RefusalKind.CodeRequired, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
        Assert.Equal(before + 1, _engine.Messages.Count(_anna.Address));
    }

    [Fact]
    public async Task Deactivating_without_a_code_sends_one_and_asks_for_it()
    {
        await _anna.EnrolAsync();
        var before = _engine.Messages.Count(_anna.Address);

        Assert.Equal(RefusalKind.CodeRequired, (await _anna.DeactivateAsync("pigeon", null)).Refusal?.Kind);
        Assert.Equal(before + 1, _engine.Messages.Count(_anna.Address));
        Assert.True((await _anna.DeactivateAsync("pigeon", _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task A_code_sent_for_a_change_pays_for_one_change_only()
    {
        await _anna.EnrolAsync();
        await _anna.RequestCodeAsync("pigeon");
        var code = _anna.LastCode;

        Assert.True((await _anna.RegenerateAsync("pigeon", code)).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.DeactivateAsync("pigeon", code)).Refusal?.Kind);
    }

    // ASVS 5.0 6.6.2: a code is bound to its request.
    [Fact]
    public async Task A_login_code_pays_for_no_change_and_a_change_code_opens_no_login()
    {
        await _anna.EnrolAsync();
        var ticket = await _anna.TicketAsync();
        var loginCode = _anna.LastCode;
        await _anna.RequestCodeAsync("pigeon");
        var changeCode = _anna.LastCode;

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.DeactivateAsync("pigeon", loginCode)).Refusal?.Kind);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(ticket, changeCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_removed_method_s_codes_are_gone_and_re_enrolment_revives_nothing()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.DeactivateAsync("pigeon", codes[0]);
        await _anna.EnrolAsync("pigeon");

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), codes[1])).Refusal?.Kind);
    }

    [Theory]
    [InlineData("pigeon")]
    [InlineData("dove")]
    public async Task Changing_the_primary_takes_a_code_of_either(string answering)
    {
        var pigeon = await _anna.EnrolAsync("pigeon");
        var dove = await _anna.EnrolAsync("dove");

        Assert.True((await _anna.ChangePrimaryAsync("dove", (answering == "pigeon" ? pigeon : dove)[0])).Succeeded);
        Assert.Equal("dove", (await _anna.ListAsync())[0].Name);
    }

    [Fact]
    public async Task A_pending_method_does_not_become_primary()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.ActivateAsync("dove");

        Assert.Equal(RefusalKind.MethodNotActive, (await _anna.ChangePrimaryAsync("dove", codes[0])).Refusal?.Kind);
    }

    [Fact]
    public async Task A_third_method_s_backup_code_does_not_change_the_primary()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");
        var secret = await _anna.EnrolTokenAsync();
        var third = (await _anna.RegenerateAsync("token", _anna.CodeOf(secret))).Value!.Codes;

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.ChangePrimaryAsync("dove", third[0])).Refusal?.Kind);
    }

    [Fact]
    public async Task Regenerating_ends_the_old_codes()
    {
        var old = await _anna.EnrolAsync();
        var fresh = (await _anna.RegenerateAsync("pigeon", old[0])).Value!.Codes;

        Assert.Equal(10, fresh.Count);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), old[1])).Refusal?.Kind);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), fresh[0])).Succeeded);
    }

    [Fact]
    public async Task Regeneration_can_be_forbidden()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["ALLOW_BACKUP_CODES_REGENERATION"] = "false" });
        var bert = Person.New(engine);
        await bert.SignInAsync();

        Assert.Equal(RefusalKind.RegenerationNotAllowed, (await bert.RegenerateAsync("owl", "123456")).Refusal?.Kind);
    }

    [Fact]
    public async Task Where_no_code_is_demanded_a_fresh_proof_is()
    {
        await using var engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["CONFIRM_DISABLE_WITH_CODE"] = "false" });
        var bert = Person.New(engine);
        await bert.SignInAsync();
        var secret = await bert.EnrolTokenAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(RefusalKind.FreshProofRequired, (await bert.DeactivateAsync("token", null)).Refusal?.Kind);

        await bert.SignInAsync(bert.CodeOf(secret));

        Assert.True((await bert.DeactivateAsync("token", null)).Succeeded);
    }

    [Fact]
    public async Task A_paused_method_is_neither_asked_nor_accepted()
    {
        await _anna.EnrolAsync("pigeon");
        var secret = await _anna.EnrolTokenAsync();
        Assert.True((await _anna.PauseAsync("token", paused: true)).Succeeded);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(secret))).Refusal?.Kind);
        Assert.True((await _anna.PauseAsync("token", paused: false)).Succeeded);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_paused_method_s_backup_codes_do_not_sign_in_until_it_is_resumed()
    {
        await _anna.EnrolAsync("pigeon");
        var codes = await _anna.EnrolAsync("dove");
        await _anna.PauseAsync("dove", paused: true);

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0])).Refusal?.Kind);
        await _anna.PauseAsync("dove", paused: false);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), codes[0])).Succeeded);
    }

    [Fact]
    public async Task A_wrong_successor_is_refused_before_a_code_is_sent()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");
        var before = _engine.Messages.Count(_anna.Address);

        Assert.Equal(RefusalKind.NewPrimaryInvalid, (await _anna.DeactivateAsync("pigeon", null, successor: "owl")).Refusal?.Kind);
        Assert.Equal(before, _engine.Messages.Count(_anna.Address));
    }

    [Fact]
    public async Task Another_user_s_code_is_wrong()
    {
        await _anna.EnrolAsync();
        var bert = Person.New(_engine);
        await bert.SignInAsync();
        await bert.EnrolAsync();
        await bert.RequestCodeAsync("pigeon");

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.DeactivateAsync("pigeon", bert.LastCode)).Refusal?.Kind);
    }

    [Fact]
    public async Task Asking_a_token_for_a_code_never_shows_its_secret()
    {
        var secret = await _anna.EnrolTokenAsync();

        var told = (await _anna.RequestCodeAsync("token")).Value!;

        Assert.DoesNotContain(secret, told.Details + string.Concat(told.Members.Values), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_request_within_the_cooldown_waits()
    {
        await _anna.EnrolAsync();
        await _anna.RequestCodeAsync("pigeon");

        Assert.Equal(TimeSpan.FromSeconds(30), (await _anna.RequestCodeAsync("pigeon")).Refusal?.RetryAfter);
    }

    [Fact]
    public async Task An_accepted_code_makes_the_session_fresh()
    {
        var secret = await _anna.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await _anna.RegenerateAsync("token", _anna.CodeOf(secret))).Succeeded);

        Assert.True((await _anna.ActivateAsync("pigeon")).Succeeded);
    }
}
