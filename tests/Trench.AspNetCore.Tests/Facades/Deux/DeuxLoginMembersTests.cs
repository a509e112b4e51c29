using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>What the application adds to the answers of both logins.</summary>
public sealed class DeuxLoginMembersTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private DeuxPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await DeuxApp.StartAsync([], DeuxApp.Shop, configureEngine: trench => trench.Services.AddSingleton<ILoginMembers, Greeting>());
        _anna = DeuxPerson.New(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_application_adds_members_after_the_token()
    {
        var answer = await _anna.LoginAsync();

        Assert.Equal(["token", "user"], NamesIn(answer));
        Assert.Equal(_anna.Id, answer["user"]);
        _anna.Keep(answer);
        await _anna.EnrolAsync();
        Assert.Equal(["token", "user"], NamesIn(await _anna.LoginAsync(code: await _anna.AskedAsync())));
    }

    [Fact]
    public async Task And_to_a_grant_but_to_no_refresh()
    {
        var granted = await _anna.GrantAsync();
        var refreshed = await _anna.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", granted["refresh_token"]));

        Assert.Equal(["access_token", "expires_in", "token_type", "scope", "refresh_token", "user"], NamesIn(granted));
        Assert.Equal(["access_token", "expires_in", "token_type", "scope", "refresh_token"], NamesIn(refreshed));
    }

    [Fact]
    public async Task Nothing_is_added_where_a_code_is_asked_for()
    {
        _anna.Keep(await _anna.LoginAsync());
        await _anna.EnrolAsync();

        Assert.Equal(["mfa_required", "mfa_type"], NamesIn(await _anna.LoginAsync()));
        Assert.Equal(["mfa_required", "mfa_type"], NamesIn(await _anna.GrantAsync()));
    }

    private static IEnumerable<string> NamesIn(HttpAnswer answer) => answer.Body.EnumerateObject().Select(member => member.Name);

    private sealed class Greeting : ILoginMembers
    {
        public Task<JsonObject> AddAsync(LiveSession signedIn, CancellationToken cancellationToken) => Task.FromResult(new JsonObject
        {
            ["user"] = signedIn.User.Id,
            ["mfa_required"] = true,
            ["token"] = "mine",
            ["access_token"] = "mine",
        });
    }
}
