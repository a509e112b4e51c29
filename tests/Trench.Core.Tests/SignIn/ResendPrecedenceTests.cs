using Trench.Testing;

namespace Trench.Core.Tests.SignIn;

/// <summary>Which of several refusals is told: malformed, then dead ticket, then pause, then lock.</summary>
public sealed class ResendPrecedenceTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private string _ticket = "";

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        await _anna.SignInAsync();
        await _anna.EnrolAsync();
        _ticket = await _anna.TicketAsync();
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task An_unknown_method_is_told_before_a_dead_ticket() =>
        Assert.Equal(RefusalKind.MethodUnknown, await RefusalAsync(Ticket.New(), "owl"));

    [Fact]
    public async Task An_unknown_method_is_told_before_a_lock()
    {
        await LockAsync();

        Assert.Equal(RefusalKind.MethodUnknown, await RefusalAsync(await _anna.TicketAsync(), "owl"));
    }

    [Fact]
    public async Task A_method_that_is_not_the_users_is_told_before_a_lock()
    {
        await LockAsync();

        Assert.Equal(RefusalKind.MethodNotEnrolled, await RefusalAsync((await AskedAsync()).Ticket, "token"));
    }

    [Fact]
    public async Task A_dead_ticket_is_told_before_a_lock()
    {
        await LockAsync();

        Assert.Equal(RefusalKind.TicketExhausted, await RefusalAsync(_ticket, null));
    }

    [Fact]
    public async Task The_pause_is_told_before_a_lock()
    {
        var other = await _anna.TicketAsync();
        await LockAsync();

        Assert.Equal(RefusalKind.SendCooldown, await RefusalAsync(other, null));
    }

    [Fact]
    public async Task After_the_pause_the_lock_is_told()
    {
        var other = await _anna.TicketAsync();
        _engine.Clock.Advance(TimeSpan.FromSeconds(31));
        await LockAsync();

        Assert.Equal(RefusalKind.Locked, await RefusalAsync(other, null));
    }

    [Fact]
    public async Task With_a_session_the_pause_is_told_before_a_lock_too()
    {
        Assert.True((await _anna.RequestCodeAsync("pigeon")).Succeeded);
        await LockAsync();

        Assert.Equal(RefusalKind.SendCooldown, (await _anna.RequestCodeAsync("pigeon")).Refusal?.Kind);
        _engine.Clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(RefusalKind.SendCooldown, (await _anna.RequestCodeAsync("pigeon")).Refusal?.Kind);
    }

    private async Task<RefusalKind?> RefusalAsync(string ticket, string? method) => (await _anna.ResendAsync(ticket, method)).Refusal?.Kind;

    private async Task<Asked> AskedAsync() => Assert.IsType<Asked>((await _anna.BeginAsync()).Value);

    private async Task LockAsync()
    {
        var wrong = _anna.LastCode == "123456" ? "654321" : "123456";
        for (var i = 0; i < 5; i++)
        {
            await _anna.CompleteAsync(_ticket, wrong);
        }
    }
}
