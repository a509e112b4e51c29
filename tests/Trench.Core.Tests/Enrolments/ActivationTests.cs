using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class ActivationTests : IAsyncLifetime
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
    public async Task The_first_confirmed_method_is_primary_and_the_second_is_not()
    {
        await _anna.EnrolAsync("pigeon");
        await _anna.EnrolAsync("dove");

        Assert.Equal(["pigeon:True", "dove:False"], (await _anna.ListAsync()).Select(view => $"{view.Name}:{view.IsPrimary}"));
    }

    [Fact]
    public async Task Confirming_shows_ten_backup_codes_of_four_groups()
    {
        var codes = await _anna.EnrolAsync();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code));
    }

    [Fact]
    public async Task An_abandoned_activation_is_replaced_by_one_with_a_fresh_secret()
    {
        var first = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        var second = (await _anna.ActivateAsync("token")).Value!.Members["secret"];

        Assert.NotEqual(first, second);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.ConfirmAsync("token", _anna.CodeOf(first))).Refusal?.Kind);
        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(second))).Succeeded);
    }

    // Attack: a label for each request, until the account has more rows than anybody can read.
    [Fact]
    public async Task Of_many_activations_that_wait_the_five_newest_stay()
    {
        for (var number = 1; number <= 8; number++)
        {
            Assert.True((await _anna.ActivateAsync("token", label: $"{number}")).Succeeded);
            _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True((await _anna.ActivateAsync("pigeon")).Succeeded);
        var waiting = (await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments.GroupBy(enrolment => enrolment.Method).ToList();
        Assert.Equal(["4", "5", "6", "7", "8"], waiting.Single(group => group.Key == "token").Select(enrolment => enrolment.Label));
        Assert.Single(waiting.Single(group => group.Key == "pigeon"));
    }

    [Fact]
    public async Task An_active_method_is_not_activated_again_without_a_label()
    {
        await _anna.EnrolAsync();

        Assert.Equal(RefusalKind.MethodAlreadyActive, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_label_makes_room_for_a_second_token()
    {
        var first = await _anna.EnrolTokenAsync();
        var second = await _anna.EnrolTokenAsync("spare");

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(first))).Succeeded);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(second))).Succeeded);
    }

    [Fact]
    public async Task Two_pending_ones_of_a_method_are_confirmed_by_the_ids_that_their_activations_told()
    {
        var desk = (await _anna.ActivateAsync("token", "desk")).Value!.Members;
        var spare = (await _anna.ActivateAsync("token", "spare")).Value!.Members;

        Assert.Equal(RefusalKind.EnrolmentAmbiguous, (await _anna.ConfirmAsync("token", _anna.CodeOf(spare["secret"]))).Refusal?.Kind);
        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(spare["secret"]), spare["id"])).Succeeded);
        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(desk["secret"]), desk["id"])).Succeeded);
        Assert.Equal(["spare", "desk"], (await _anna.ListAsync()).Select(view => view.Label));
    }

    [Fact]
    public async Task An_only_one_without_a_label_is_told_as_the_original_tells_it()
    {
        Assert.DoesNotContain("id", (await _anna.ActivateAsync("pigeon")).Value!.Members.Keys);
        Assert.DoesNotContain("id", (await _anna.ActivateAsync("pigeon")).Value!.Members.Keys);
    }

    [Fact]
    public async Task One_beside_another_is_told_with_its_id_even_without_a_label()
    {
        await _anna.ActivateAsync("token", "spare");

        Assert.Equal("", (await _anna.ActivateAsync("token")).Value!.Members["label"]);
    }

    [Fact]
    public async Task A_label_is_not_given_twice()
    {
        await _anna.EnrolTokenAsync("spare");

        Assert.Equal(RefusalKind.MethodAlreadyActive, (await _anna.ActivateAsync("token", "spare")).Refusal?.Kind);
    }

    [Theory]
    [InlineData("a\u0007b")]
    [InlineData("a\u202Eb")]
    [InlineData("\u200B")]
    [InlineData("\uFEFF")]
    [InlineData("a\u2028b")]
    [InlineData("\uD800")]
    public async Task A_label_that_cannot_be_shown_is_refused(string label) =>
        Assert.Equal(RefusalKind.LabelInvalid, (await _anna.ActivateAsync("token", label)).Refusal?.Kind);

    [Theory]
    [InlineData("\U0001F469\u200D\U0001F4BB")]
    [InlineData("\u062A\u0644\u0641\u0646")]
    public async Task A_label_may_be_of_any_script(string label) => Assert.True((await _anna.ActivateAsync("token", label)).Succeeded);

    [Fact]
    public async Task A_method_with_several_enrolments_needs_the_id()
    {
        var secret = await _anna.EnrolTokenAsync();
        await _anna.EnrolTokenAsync("spare");

        Assert.Equal(RefusalKind.EnrolmentAmbiguous, (await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task An_unknown_method_is_refused() =>
        Assert.Equal(RefusalKind.MethodUnknown, (await _anna.ActivateAsync("owl")).Refusal?.Kind);

    [Fact]
    public async Task Confirming_what_was_never_activated_is_refused() =>
        Assert.Equal(RefusalKind.MethodNotEnrolled, (await _anna.ConfirmAsync("pigeon", "123456")).Refusal?.Kind);

    [Fact]
    public async Task Confirming_an_active_method_says_so_before_it_looks_at_the_code()
    {
        await _anna.EnrolAsync();

        Assert.Equal(RefusalKind.MethodAlreadyActive, (await _anna.ConfirmAsync("pigeon", "000000")).Refusal?.Kind);
    }

    [Fact]
    public async Task A_pending_activation_expires_after_ten_minutes()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(RefusalKind.MethodNotEnrolled, (await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_sent_and_the_member_is_named()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        var refusal = (await _anna.ActivateAsync("pigeon")).Refusal;

        Assert.Equal(RefusalKind.TargetRequired, refusal?.Kind);
        Assert.Equal("email", refusal?.Field);
    }

    [Fact]
    public async Task An_address_in_the_request_is_saved_to_the_user_when_it_is_proven_and_not_before()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });
        await _anna.ActivateAsync("pigeon", members: new Dictionary<string, string> { ["email"] = "new@example.test" });
        Assert.Empty(_engine.Users.Get(_anna.Id).Fields);

        await _anna.ConfirmAsync("pigeon", _engine.Messages.Last("new@example.test").Code);

        Assert.Equal("new@example.test", _engine.Users.Get(_anna.Id).Fields["Email"]);
    }

    [Fact]
    public async Task A_second_method_needs_a_fresh_proof_or_a_code()
    {
        var secret = await _anna.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(RefusalKind.FreshProofRequired, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
        Assert.True((await _anna.ActivateAsync("pigeon", code: _anna.CodeOf(secret))).Succeeded);
    }

    [Fact]
    public async Task A_wrong_code_in_place_of_the_fresh_proof_enrols_nothing_and_sends_nothing()
    {
        var secret = await _anna.EnrolTokenAsync();
        _engine.Clock.Advance(TimeSpan.FromMinutes(5));
        var wrong = _anna.CodeOf(secret) == "123456" ? "654321" : "123456";

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.ActivateAsync("pigeon", code: wrong)).Refusal?.Kind);
        Assert.Empty(_engine.Messages.All);
        Assert.Single((await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    // django-trench accepted backup codes of the dead enrolment at its re-activation.
    [Fact]
    public async Task A_backup_code_does_not_confirm_an_activation()
    {
        var codes = await _anna.EnrolAsync("pigeon");
        await _anna.ActivateAsync("dove");

        Assert.Equal(RefusalKind.CodeMalformed, (await _anna.ConfirmAsync("dove", codes[0])).Refusal?.Kind);
    }

    [Fact]
    public async Task A_replaced_secret_waits_beside_the_old_one_which_stays_good()
    {
        var old = await _anna.EnrolTokenAsync();
        var id = Assert.Single(await _anna.ListAsync()).Id;

        await _anna.ActivateAsync("token", id: id);

        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(old))).Succeeded);
    }

    [Fact]
    public async Task A_confirmed_replacement_ends_the_old_secret()
    {
        var old = await _anna.EnrolTokenAsync();
        var id = Assert.Single(await _anna.ListAsync()).Id;
        var replacement = (await _anna.ActivateAsync("token", id: id)).Value!.Members["secret"];
        Assert.True((await _anna.ConfirmAsync("token", _anna.CodeOf(replacement))).Succeeded);
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.False((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(old))).Succeeded);
        Assert.True((await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(replacement))).Succeeded);
        Assert.Equal(id, Assert.Single(await _anna.ListAsync()).Id);
    }

    [Fact]
    public async Task A_failed_delivery_is_reported_and_the_activation_stays_pending()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.FailedForGood("no such mailbox"));

        Assert.Equal(RefusalKind.DeliveryFailed, (await _anna.ActivateAsync("pigeon")).Refusal?.Kind);
        Assert.Equal(EnrolmentStatus.Pending, Assert.Single((await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments).Status);
    }

    [Fact]
    public async Task What_the_application_s_dispatcher_says_reaches_the_user()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Refused("No pigeons on Sundays."));

        Assert.Equal("No pigeons on Sundays.", (await _anna.ActivateAsync("pigeon")).Refusal?.PublicMessage);
    }

    [Fact]
    public async Task Members_of_a_dispatcher_are_part_of_the_answer()
    {
        _engine.Messages.Answer = (_, _) => Task.FromResult(Delivery.Sent(new Dictionary<string, string> { ["loft"] = "north" }));

        Assert.Equal("north", (await _anna.ActivateAsync("pigeon")).Value?.Members["loft"]);
    }

    [Fact]
    public async Task Two_confirmations_at_once_make_one_primary()
    {
        await _anna.ActivateAsync("pigeon");
        var first = _anna.LastCode;
        await _anna.ActivateAsync("dove");

        await Task.WhenAll(_anna.ConfirmAsync("pigeon", first), _anna.ConfirmAsync("dove", _anna.LastCode));

        Assert.Single(await _anna.ListAsync(), view => view.IsPrimary);
    }
}
