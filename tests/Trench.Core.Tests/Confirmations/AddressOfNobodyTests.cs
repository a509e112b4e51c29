using Trench.Testing;

namespace Trench.Core.Tests;

/// <summary>Confirmations without a subject: an address is proven before there is a user.</summary>
public sealed class AddressOfNobodyTests : IAsyncLifetime
{
    private const string Address = "new@example.test";

    private TestEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await TestEngine.StartAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_code_proves_the_address_and_the_use_returns_it()
    {
        var id = (await _engine.AskAddressAsync(Address)).Value!.Confirmation.Id;

        Assert.True((await _engine.AnswerAsync(id, CodeTo(Address))).Succeeded);

        var used = await _engine.UseAsync(id, "sign-up");
        Assert.Equal((Address, null), (used!.Target, used.UserId));
        Assert.Null(await _engine.UseAsync(id, "sign-up"));
    }

    [Fact]
    public async Task It_passes_for_nobody_who_has_a_name()
    {
        var anna = Person.New(_engine);
        var id = (await _engine.AskAddressAsync(Address)).Value!.Confirmation.Id;
        await _engine.AnswerAsync(id, CodeTo(Address));

        Assert.Null(await _engine.UseAsync(id, "sign-up", anna.Id));
    }

    // Attack: the budget of one address is spent with the confirmations of another.
    [Fact]
    public async Task Five_guesses_end_it_and_charge_no_account()
    {
        var id = (await _engine.AskAddressAsync(Address)).Value!.Confirmation.Id;
        var right = CodeTo(Address);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            Assert.Equal(RefusalKind.CodeWrong, (await _engine.AnswerAsync(id, right == "000000" ? "111111" : "000000")).Refusal!.Kind);
        }

        Assert.Equal(RefusalKind.TicketExhausted, (await _engine.AnswerAsync(id, right)).Refusal!.Kind);
        Assert.True((await _engine.AskAddressAsync("other@example.test")).Succeeded);
        Assert.Equal(UserFactors.None.Enrolments, (await _engine.Store.FindUserAsync("", default)).Enrolments);
        Assert.Null((await _engine.Store.FindUserAsync("", default)).Factor);
    }

    [Fact]
    public async Task Of_many_who_answer_at_once_one_does()
    {
        var id = (await _engine.AskAddressAsync(Address)).Value!.Confirmation.Id;
        var code = CodeTo(Address);

        var answered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _engine.AnswerAsync(id, code)));

        Assert.Single(answered, outcome => outcome.Succeeded);
    }

    [Fact]
    public async Task A_method_that_sends_nothing_proves_no_address()
    {
        var token = await _engine.OfferedAsync("token");

        var asked = await _engine.ConfirmAsync(confirmer => confirmer.RequestAsync(new ConfirmationRequest("sign-up") { MethodConfigId = token }));

        Assert.Equal((RefusalKind.EnrolmentAmbiguous, "user_config_id"), (asked.Refusal!.Kind, asked.Refusal.Field));
    }

    [Fact]
    public async Task An_address_is_needed_and_has_to_be_one()
    {
        Assert.Equal(RefusalKind.TargetInvalid, (await _engine.AskAddressAsync(" ")).Refusal!.Kind);
        var pigeon = await _engine.OfferedAsync("pigeon");
        var asked = await _engine.ConfirmAsync(confirmer => confirmer.RequestAsync(new ConfirmationRequest("sign-up") { MethodConfigId = pigeon }));
        Assert.Equal(RefusalKind.TargetRequired, asked.Refusal!.Kind);
    }

    [Fact]
    public async Task A_right_answer_gives_the_messages_of_its_question_back()
    {
        for (var sent = 0; sent < 8; sent++)
        {
            var asked = await _engine.AskAddressAsync(Address);
            Assert.True((await _engine.AnswerAsync(asked.Value!.Confirmation.Id, CodeTo(Address))).Succeeded);
        }
    }

    private string CodeTo(string address) => _engine.Messages.Last(address).Code;
}
