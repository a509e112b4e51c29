using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class ConfirmerTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_action_is_asked_confirmed_and_used_with_what_it_is_about()
    {
        var id = await _engine.AskAsync(_anna, data: new Transfer("DE12", 100));
        Assert.Null(await _engine.UseAsync(id, "transfer", _anna.Id));

        var confirmed = await _engine.AnswerAsync(id, _anna.LastCode, _anna.Id);
        var used = await _engine.UseAsync(id, "transfer", _anna.Id);

        Assert.Equal((ConfirmationStatus.Confirmed, true), (confirmed.Value!.Status, confirmed.Value.IsAvailable));
        Assert.Equal(new Transfer("DE12", 100), used!.Data<Transfer>());
        Assert.Equal(("pigeon", _anna.Id, null), (used.Method, used.UserId, used.Target));
    }

    [Fact]
    public async Task Using_spends_it_and_returns_it_once()
    {
        var id = await AnsweredAsync();

        Assert.NotNull(await _engine.UseAsync(id, "transfer", _anna.Id));
        Assert.Null(await _engine.UseAsync(id, "transfer", _anna.Id));
        Assert.Null(await CheckAsync(id));
    }

    [Fact]
    public async Task Of_many_who_use_it_at_once_one_does()
    {
        var id = await AnsweredAsync();

        var used = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _engine.UseAsync(id, "transfer", _anna.Id)));

        Assert.Single(used, confirmation => confirmation is not null);
    }

    [Fact]
    public async Task Of_many_who_answer_it_at_once_one_does()
    {
        var id = await _engine.AskAsync(_anna);
        var code = _anna.LastCode;

        var answered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _engine.AnswerAsync(id, code, _anna.Id)));

        Assert.Single(answered, outcome => outcome.Succeeded);
    }

    [Theory]
    [InlineData("delete", true)]
    [InlineData("transfer", false)]
    public async Task It_is_worth_nothing_for_another_action_or_user(string action, bool own)
    {
        var id = await AnsweredAsync();

        Assert.Null(await _engine.UseAsync(id, action, own ? _anna.Id : "somebody else"));
        Assert.Null(await _engine.UseAsync(id, "transfer", null));
        Assert.NotNull(await _engine.UseAsync(id, "transfer", _anna.Id));
    }

    [Fact]
    public async Task A_check_of_one_nobody_knows_is_nothing()
    {
        Assert.Null(await CheckAsync("00000000-0000-4000-8000-000000000000"));
        Assert.Null(await CheckAsync("no id at all"));
    }

    [Fact]
    public async Task Its_code_answers_no_login_and_a_logins_code_does_not_answer_it()
    {
        var id = await _engine.AskAsync(_anna);
        var code = _anna.LastCode;
        var ticket = await _anna.TicketAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await _engine.AnswerAsync(id, _anna.LastCode, _anna.Id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(ticket, code)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_malformed_answer_is_free()
    {
        var id = await _engine.AskAsync(_anna);
        for (var malformed = 0; malformed < 10; malformed++)
        {
            Assert.Equal(RefusalKind.CodeMalformed, (await _engine.AnswerAsync(id, "nonsense", _anna.Id)).Refusal!.Kind);
        }

        Assert.True((await _engine.AnswerAsync(id, _anna.LastCode, _anna.Id)).Succeeded);
    }

    [Fact]
    public async Task The_confirmation_of_a_method_with_a_counter_takes_each_step_once()
    {
        var berta = Person.New(_engine);
        await berta.SignInAsync();
        var secret = await berta.EnrolTokenAsync();
        var (first, second) = (await _engine.AskAsync(berta), await _engine.AskAsync(berta));
        var code = berta.CodeOf(secret);

        Assert.True((await _engine.AnswerAsync(first, code, berta.Id)).Succeeded);
        Assert.Equal(RefusalKind.CodeWrong, (await _engine.AnswerAsync(second, code, berta.Id)).Refusal!.Kind);
    }

    [Fact]
    public async Task The_events_tell_of_it_without_its_id()
    {
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = await AnsweredAsync();
        await _engine.UseAsync(id, "transfer", _anna.Id);

        var told = await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 3), default);

        Assert.Equal(
            [EventNames.CodeAccepted, EventNames.CodeSent, EventNames.ConfirmationUsed],
            told.Select(happened => happened.Name).Order(StringComparer.Ordinal));
        Assert.All(told, happened => Assert.Equal("confirm:transfer", happened.Purpose));
        Assert.DoesNotContain(id, _engine.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    public async Task An_action_that_is_none_is_the_programmers_mistake(string action) => await Assert.ThrowsAsync<ArgumentException>(
        () => _engine.ConfirmAsync(confirmer => confirmer.RequestAsync(new ConfirmationRequest(action) { MethodConfigId = "x" })));

    [Fact]
    public async Task A_request_that_names_nothing_to_ask_is_the_programmers_mistake() => await Assert.ThrowsAsync<ArgumentException>(
        () => _engine.ConfirmAsync(confirmer => confirmer.RequestAsync(new ConfirmationRequest("transfer") { UserId = _anna.Id })));

    [Fact]
    public async Task Methods_configs_and_backends_are_found()
    {
        var configs = await _engine.ConfirmAsync(confirmer => confirmer.GetMethodConfigsAsync());
        var own = await _engine.ConfirmAsync(confirmer => confirmer.GetUserConfigsAsync(_anna.Id));

        await _engine.ConfirmAsync(confirmer =>
        {
            Assert.Equal(["pigeon", "dove", "token"], confirmer.GetMethods());
            Assert.IsType<CaptureDispatcher>(confirmer.MakeBackend(configs[0]));
            Assert.Null(confirmer.FindBackend(configs[0] with { Method = "owl" }));
            var missing = Assert.Throws<MethodMissingException>(() => confirmer.MakeBackend(configs[0] with { Method = "owl" }));
            Assert.Equal("Incorrect 2factor method: \"owl\".", missing.Message);
            return Task.FromResult(true);
        });
        Assert.Equal((UserConfigStatus.Confirmed, true), (Assert.Single(own).Status, own[0].IsAvailable));
    }

    [Fact]
    public async Task Several_confirmers_know_different_methods()
    {
        var pigeon = await _engine.OfferedAsync("pigeon");

        await _engine.ConfirmAsync(async confirmer =>
        {
            var doves = confirmer.With("dove");
            Assert.Equal(["dove"], doves.GetMethods());
            Assert.Equal(["dove"], (await doves.GetMethodConfigsAsync()).Select(config => config.Method));
            Assert.Empty(await doves.GetUserConfigsAsync(_anna.Id));
            var asked = await doves.RequestAsync(new ConfirmationRequest("transfer") { MethodConfigId = pigeon });
            Assert.False(asked.Succeeded);
            Assert.Throws<MethodMissingException>(() => doves.With("pigeon"));
            return true;
        });
    }

    [Fact]
    public async Task A_users_own_config_is_changed_in_code()
    {
        var id = (await _anna.ListAsync())[0].Id;
        var actor = await _anna.ActAsync();
        var input = new UserConfigInput(new Dictionary<string, string> { ["email"] = "new@example.test" }, IsActive: true, IsDefault: true);

        var changed = await _engine.ConfirmAsync(confirmer => confirmer.ChangeUserConfigAsync(actor, id, input));
        var same = await _engine.ConfirmAsync(confirmer => confirmer.ChangeUserConfigAsync(actor, id, input with { Members = new Dictionary<string, string>() }));

        Assert.NotNull(changed.Value!.ConfirmationId);
        Assert.Equal(UserConfigStatus.InProcess, changed.Value.Config.Status);
        Assert.Null(same.Value!.ConfirmationId);
    }

    private async Task<string> AnsweredAsync()
    {
        var id = await _engine.AskAsync(_anna);
        Assert.True((await _engine.AnswerAsync(id, _anna.LastCode, _anna.Id)).Succeeded);
        return id;
    }

    private Task<Confirmation?> CheckAsync(string id) => _engine.ConfirmAsync(confirmer => confirmer.CheckAsync(id));

    private sealed record Transfer(string To, decimal Amount);
}
