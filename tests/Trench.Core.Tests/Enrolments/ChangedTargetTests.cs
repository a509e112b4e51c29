using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

public sealed class ChangedTargetTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync("pigeon");
        _id = Assert.Single(await _anna.ListAsync()).Id;
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    // Whoever used up the attempts of the second proof was left with the first one, whose code went to another address.
    [Fact]
    public async Task A_code_sent_to_one_new_address_never_proves_another()
    {
        var own = await ChangeToAsync("own@example.test");
        var foreign = await ChangeToAsync("foreign@example.test");
        var wrong = new[] { "111111", "222222", "333333" }.First(code => code != own && code != foreign);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await _anna.ConfirmAsync("pigeon", wrong);
        }

        _engine.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.ConfirmAsync("pigeon", own)).Refusal?.Kind);
        Assert.Equal(Masked(_anna.Address), Assert.Single(await _anna.ListAsync()).Target);
    }

    [Fact]
    public async Task A_login_code_that_went_to_the_old_address_is_worth_nothing_after_the_change()
    {
        var ticket = await _anna.TicketAsync();
        var old = _anna.LastCode;

        Assert.True((await _anna.ConfirmAsync("pigeon", await ChangeToAsync("own@example.test"))).Succeeded);

        Assert.False((await _anna.CompleteAsync(ticket, old)).Succeeded);
    }

    private static string Masked(string address) => address[..1] + "***";

    private async Task<string> ChangeToAsync(string address)
    {
        Assert.True((await _anna.ActivateAsync("pigeon", id: _id, members: new Dictionary<string, string> { ["email"] = address })).Succeeded);
        return _engine.Messages.Last(address).Code;
    }
}
