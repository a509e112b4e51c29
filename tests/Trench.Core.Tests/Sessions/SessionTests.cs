using Trench.Testing;

namespace Trench.Core.Tests.Sessions;

public sealed class SessionTests : IAsyncLifetime
{
    private TestEngine _engine = null!;
    private Person _anna = null!;
    private SignedIn _signedIn = null!;

    public async Task InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        _anna = Person.New(_engine);
        _signedIn = Assert.IsType<SignedIn>((await _anna.BeginAsync()).Value);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_refresh_replaces_the_secret_and_keeps_how_the_user_signed_in()
    {
        _engine.Clock.Advance(TimeSpan.FromHours(1));

        var refreshed = (await _anna.RefreshAsync(_signedIn.Session.Id, _signedIn.Secret)).Value!;

        Assert.NotEqual(_signedIn.Secret, refreshed.Secret);
        Assert.Equal(_signedIn.Session.AuthTime, refreshed.Session.AuthTime);
        Assert.Equal(_signedIn.Session.Amr, refreshed.Session.Amr);
    }

    // A refresh token that comes back after its successor was issued was copied by somebody.
    [Fact]
    public async Task An_old_secret_ends_the_session_for_everybody()
    {
        var refreshed = (await _anna.RefreshAsync(_signedIn.Session.Id, _signedIn.Secret)).Value!;

        Assert.Equal(RefusalKind.SessionInvalid, (await _anna.RefreshAsync(_signedIn.Session.Id, _signedIn.Secret)).Refusal?.Kind);
        Assert.Equal(RefusalKind.SessionInvalid, (await _anna.RefreshAsync(_signedIn.Session.Id, refreshed.Secret)).Refusal?.Kind);
        Assert.Null(await _anna.CheckAsync(_signedIn.Session.Id));
        Assert.Contains(await _engine.Store.ListEventsAsync(new EventFilter(_anna.Id, 10), default), happened => happened.Name == EventNames.SessionReuse);
    }

    [Fact]
    public async Task A_session_is_over_after_a_day_without_a_refresh()
    {
        _engine.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await _anna.CheckAsync(_signedIn.Session.Id));
    }

    [Fact]
    public async Task A_password_change_ends_the_session()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { Stamp = "stamp-2" });

        Assert.Null(await _anna.CheckAsync(_signedIn.Session.Id));
    }

    [Fact]
    public async Task A_disabled_user_has_no_session()
    {
        _engine.Users.Put(_engine.Users.Get(_anna.Id) with { IsActive = false });

        Assert.Null(await _anna.CheckAsync(_signedIn.Session.Id));
    }

    [Fact]
    public async Task A_deleted_user_has_no_session()
    {
        _engine.Users.Remove(_anna.Id);

        Assert.Null(await _anna.CheckAsync(_signedIn.Session.Id));
    }

    [Fact]
    public async Task Fifty_refreshes_at_once_have_one_winner()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _anna.RefreshAsync(_signedIn.Session.Id, _signedIn.Secret)));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
    }
}
