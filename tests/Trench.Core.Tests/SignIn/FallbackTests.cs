using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

public sealed class FallbackTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(new Dictionary<string, string?> { ["FALLBACK_METHOD"] = "pigeon" });
        _anna = Person.New(_engine);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_user_without_any_method_is_asked_at_the_own_address()
    {
        var ticket = await _anna.TicketAsync();

        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task Its_code_is_good_once_and_leaves_no_enrolment()
    {
        var ticket = await _anna.TicketAsync();
        await _anna.CompleteAsync(ticket, _anna.LastCode);

        Assert.Equal(RefusalKind.TicketUsed, (await _anna.CompleteAsync(ticket, _anna.LastCode)).Refusal?.Kind);
        Assert.Empty((await _engine.Store.FindUserAsync(_anna.Id, default)).Enrolments);
    }

    [Fact]
    public async Task Its_wrong_codes_lock_the_account_like_any_other()
    {
        var ticket = await _anna.TicketAsync();
        var wrong = _anna.LastCode == "123456" ? "654321" : "123456";
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await _anna.CompleteAsync(ticket, wrong);
        }

        var asked = Assert.IsType<Asked>((await _anna.BeginAsync()).Value);

        Assert.Equal(RefusalKind.Locked, (await _anna.CompleteAsync(asked.Ticket, wrong)).Refusal?.Kind);
    }

    // The first step names the method, and a client repeats that name.
    [Theory]
    [InlineData(null)]
    [InlineData("pigeon")]
    public async Task It_is_asked_again_with_and_without_its_name(string? method)
    {
        var ticket = await _anna.TicketAsync();
        var first = _anna.LastCode;
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True((await _anna.ResendAsync(ticket, method)).Succeeded);
        Assert.NotEqual(first, _anna.LastCode);
        Assert.True((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task Another_method_cannot_be_asked_instead()
    {
        var ticket = await _anna.TicketAsync();

        Assert.Equal(RefusalKind.MethodNotEnrolled, (await _anna.ResendAsync(ticket, "dove")).Refusal?.Kind);
    }

    [Fact]
    public async Task Without_an_address_there_is_no_login()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Fields = new Dictionary<string, string>() });

        Assert.Equal(RefusalKind.TargetRequired, (await _anna.BeginAsync()).Refusal?.Kind);
    }

    [Fact]
    public async Task Its_code_is_worth_nothing_once_a_method_is_active()
    {
        await _anna.SignInByMessageAsync();
        var ticket = await _anna.TicketAsync();
        var code = _anna.LastCode;
        await _anna.EnrolAsync("dove");

        Assert.Equal(RefusalKind.TicketUnknown, (await _anna.CompleteAsync(ticket, code)).Refusal?.Kind);
    }
}
