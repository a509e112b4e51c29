using Trench.Testing;

namespace Trench.Core.Tests.Enrolments;

/// <summary>Attack: what belonged to a method that was removed is tried on the one that took its place.</summary>
public sealed class ReEnrolmentTests : IAsyncLifetime
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
    public async Task A_secret_never_comes_back()
    {
        var old = await AgainAsync();
        var present = await _anna.EnrolTokenAsync();

        Assert.NotEqual(old.Secret, present);
        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.CodeOf(old.Secret))).Refusal?.Kind);
    }

    [Fact]
    public async Task Old_backup_codes_confirm_nothing_and_sign_nobody_in()
    {
        var old = await AgainAsync();
        Assert.True((await _anna.ActivateAsync("token")).Succeeded);
        Assert.False((await _anna.ConfirmAsync("token", old.Codes[0])).Succeeded);

        await _anna.EnrolTokenAsync();

        Assert.Equal(RefusalKind.CodeWrong, (await _anna.CompleteAsync(await _anna.TicketAsync(), old.Codes[1])).Refusal?.Kind);
    }

    [Fact]
    public async Task An_old_ticket_stays_dead()
    {
        await _anna.EnrolAsync();
        var (ticket, code) = (await _anna.TicketAsync(), _anna.LastCode);
        await _anna.RequestCodeAsync("pigeon");
        Assert.True((await _anna.DeactivateAsync("pigeon", _anna.LastCode)).Succeeded);

        await _anna.EnrolAsync();

        Assert.False((await _anna.CompleteAsync(ticket, code)).Succeeded);
        Assert.False((await _anna.CompleteAsync(ticket, _anna.LastCode)).Succeeded);
    }

    [Fact]
    public async Task An_old_code_of_an_abandoned_activation_confirms_nothing()
    {
        await _anna.ActivateAsync("pigeon");
        var old = _anna.LastCode;
        await _anna.ActivateAsync("pigeon");

        Assert.Equal(old == _anna.LastCode, (await _anna.ConfirmAsync("pigeon", old)).Succeeded);
    }

    private async Task<(string Secret, IReadOnlyList<string> Codes)> AgainAsync()
    {
        var secret = (await _anna.ActivateAsync("token")).Value!.Members["secret"];
        var codes = (await _anna.ConfirmAsync("token", _anna.CodeOf(secret))).Value!.Codes;
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await _anna.DeactivateAsync("token", _anna.CodeOf(secret))).Succeeded);
        _engine.Clock.Advance(TimeSpan.FromSeconds(30));
        return (secret, codes);
    }
}
