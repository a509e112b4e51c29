using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Core.Tests.Sessions;

public sealed class SessionLifeTests : IAsyncLifetime
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

    // Attack: a session that was opened by a stolen password is there when the owner adds a second factor.
    [Fact]
    public async Task A_session_of_before_the_first_method_goes_on_and_changes_nothing_without_a_proof()
    {
        var thief = _anna.Through("trench");
        await thief.SignInAsync();

        await _anna.EnrolAsync();

        Assert.NotNull(await thief.CheckAsync((await thief.ActAsync()).Session!.Id));
        Assert.Equal(RefusalKind.FreshProofRequired, (await thief.ActivateAsync("token")).Refusal?.Kind);
    }

    [Fact]
    public async Task It_ends_with_the_first_method_where_the_application_says_so()
    {
        await using var engine = await TestEngine.StartAsync(
            configure: trench => trench.Services.Configure<SessionOptions>(options => options.FirstMethodEndsOthers = true));
        var bert = Person.New(engine);
        await bert.SignInAsync();
        var other = Assert.IsType<SignedIn>((await bert.BeginAsync()).Value).Session;

        await bert.EnrolAsync();

        Assert.Null(await bert.CheckAsync(other.Id));
        Assert.NotNull((await bert.ActAsync()).Session is { EndedAt: null } own ? await bert.CheckAsync(own.Id) : null);
    }

    [Fact]
    public async Task A_further_method_ends_no_session()
    {
        await _anna.EnrolAsync();
        var other = (await _anna.CompleteAsync(await _anna.TicketAsync(), _anna.LastCode)).Value!.Session;

        await _anna.EnrolTokenAsync();

        Assert.NotNull(await _anna.CheckAsync(other.Id));
    }

    [Fact]
    public async Task However_often_it_is_refreshed_a_session_ends_after_thirty_days()
    {
        var signedIn = Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
        for (var hour = 0; hour < 40 * 24; hour += 12)
        {
            if ((await _anna.RefreshAsync(signedIn.Session.Id, signedIn.Secret)).Value is not { } next)
            {
                Assert.Equal(30 * 24, hour);
                return;
            }

            signedIn = next;
            _engine.Clock.Jump(TimeSpan.FromHours(12));
        }

        Assert.Fail("It never ended.");
    }

    [Fact]
    public async Task A_session_ends_with_the_password()
    {
        var session = Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Stamp = "stamp-2" });

        Assert.Null(await _anna.CheckAsync(session.Session.Id));
        Assert.Equal(RefusalKind.SessionInvalid, (await _anna.RefreshAsync(session.Session.Id, session.Secret)).Refusal?.Kind);
    }

    [Fact]
    public async Task An_action_of_the_application_takes_a_fresh_proof_once_a_method_is_active()
    {
        Assert.True((await ProveAsync(null)).Succeeded);
        var secret = await _anna.EnrolTokenAsync();
        Assert.True((await ProveAsync(null)).Succeeded);
        _engine.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RefusalKind.FreshProofRequired, (await ProveAsync(null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.CodeWrong, (await ProveAsync("123456")).Refusal?.Kind);
        Assert.True((await ProveAsync(_anna.CodeOf(secret))).Succeeded);
    }

    private async Task<Outcome<Done>> ProveAsync(string? code)
    {
        var actor = await _anna.ActAsync();
        return await _engine.InScopeAsync(services => services.GetRequiredService<EnrolmentFlow>().ProveAsync(actor, code, default));
    }
}
