using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>django-trench's authtoken flavour.</summary>
public sealed class OpaqueTokenTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync(configure: trench => trench.AddOpaqueTokens());
        _anna = HttpPerson.New(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Token")]
    [InlineData("Bearer")]
    [InlineData("JWT")]
    public async Task It_opens_the_routes_under_each_scheme(string scheme)
    {
        var token = await TokenAsync();

        (await UseAsync(token, scheme)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_answer_is_the_token_alone()
    {
        var answer = await TokenLoginAsync();

        Assert.Equal(["auth_token"], answer.Body.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("trt_", answer["auth_token"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_steps_end_in_a_token()
    {
        var (ben, codes) = await HttpPerson.EnrolledAsync(_app);

        var asked = await ben.PostAsync("token/login", new { username = ben.Name, password = HttpPerson.Password });
        var answer = await ben.PostAsync("token/login/code", new { ephemeral_token = asked["ephemeral_token"], code = codes[0] });

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(codes.Count - 1, answer.Body.GetProperty("backup_codes_left").GetInt32());
        (await UseAsync(answer["auth_token"])).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_ticket_of_one_flavour_is_answered_at_the_other()
    {
        var (ben, codes) = await HttpPerson.EnrolledAsync(_app);
        var ticket = (await ben.LoginAsync())["ephemeral_token"];

        var answer = await ben.PostAsync("token/login/code", new { ephemeral_token = ticket, code = codes[0] });

        answer.MustBe(HttpStatusCode.OK);
        Assert.StartsWith("trt_", answer["auth_token"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_does_not_hold_the_secret()
    {
        var token = await TokenAsync();
        var session = await _app.Store.FindSessionAsync(token[4..36], CancellationToken.None);

        Assert.DoesNotContain(session!.SecretHash, token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_ends_it_at_once()
    {
        var token = await TokenAsync();

        var answer = await _anna.SendAsync(HttpMethod.Post, "token/logout", authorization: "Token " + token);

        answer.MustBe(HttpStatusCode.NoContent);
        (await UseAsync(token)).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.PostAsync("token/verify", new { token })).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_new_password_ends_it_at_once()
    {
        var token = await TokenAsync();

        _app.Users.Put(_app.Users.Get(_anna.Id) with { Stamp = "another" });

        (await UseAsync(token)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once()
    {
        var token = await TokenAsync();

        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });

        (await UseAsync(token)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_lasts_as_long_as_the_session()
    {
        var token = await TokenAsync();
        var lifetime = new SessionOptions().Lifetime;

        _app.Clock.Advance(lifetime - TimeSpan.FromSeconds(1));
        (await UseAsync(token)).MustBe(HttpStatusCode.OK);

        _app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await UseAsync(token)).MustBe(HttpStatusCode.Unauthorized);
    }

    // Attack: every character of the token is tried changed, also the last one, whose lowest bits base64url ignores.
    [Fact]
    public async Task No_character_of_it_may_change()
    {
        var token = await TokenAsync();

        for (var place = 0; place < token.Length; place++)
        {
            var changed = token[..place] + (token[place] == 'B' ? 'A' : 'B') + token[(place + 1)..];
            (await UseAsync(changed)).MustBe(HttpStatusCode.Unauthorized);
        }
    }

    // Attack: the session and secret of a stolen refresh token are put into the other token's shape, to use it without rotation.
    [Fact]
    public async Task The_secret_of_a_refresh_token_makes_no_opaque_one()
    {
        _anna.Keep(await _anna.LoginAsync());
        var jwt = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(_anna.Refresh);
        var (session, secret) = (jwt.GetPayloadValue<string>("sid"), jwt.GetPayloadValue<string>("secret"));

        (await UseAsync($"trt_{session}{secret}")).MustBe(HttpStatusCode.Unauthorized);
        (await UseAsync($"trt_{session}{secret}{new string('A', 22)}")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_refreshes_nothing() =>
        (await _anna.PostAsync("token/refresh", new { refresh = await TokenAsync() })).MustBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Alone_it_serves_the_plain_paths_too()
    {
        await using var app = await HttpApp.StartAsync(issue: trench => trench.AddOpaqueTokens());
        var ben = HttpPerson.New(app);

        Assert.StartsWith("trt_", (await ben.LoginAsync())["auth_token"], StringComparison.Ordinal);
        (await ben.PostAsync("token/refresh", new { refresh = "x" })).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_it_there_is_no_such_route()
    {
        await using var app = await HttpApp.StartAsync();
        var ben = HttpPerson.New(app);

        (await ben.PostAsync("token/login", new { username = ben.Name, password = HttpPerson.Password })).MustBe(HttpStatusCode.NotFound);
    }

    private async Task<string> TokenAsync() => (await TokenLoginAsync())["auth_token"];

    private Task<HttpAnswer> TokenLoginAsync() =>
        _anna.PostAsync("token/login", new { username = _anna.Name, password = HttpPerson.Password });

    private Task<HttpAnswer> UseAsync(string token, string scheme = "Token") =>
        _anna.SendAsync(HttpMethod.Get, "mfa/user-active-methods", authorization: $"{scheme} {token}");
}
