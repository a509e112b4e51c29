using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Trench.AspNetCore.Tests;

public sealed class RefreshTokenTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_refresh_token_gives_a_new_pair_and_nothing_else()
    {
        var answer = await RefreshAsync(_anna.Refresh);

        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(["access", "refresh"], answer.Body.EnumerateObject().Select(member => member.Name));
        Assert.NotEqual(_anna.Refresh, answer["refresh"]);
    }

    [Fact]
    public async Task An_old_refresh_token_ends_the_session_for_everybody()
    {
        // Attack: a copied refresh token is used after, or before, the owner's.
        var stolen = _anna.Refresh;
        _anna.Keep(await RefreshAsync(_anna.Refresh));

        (await RefreshAsync(stolen)).MustBe(HttpStatusCode.Unauthorized);

        (await RefreshAsync(_anna.Refresh)).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task How_and_when_the_user_signed_in_survives_a_refresh()
    {
        var (ben, _) = await HttpPerson.EnrolledAsync(_app);
        ben.Keep(await ben.AnswerAsync(await ben.TicketAsync(), ben.LastCode));
        var before = new JsonWebToken(ben.Access);
        _app.Clock.Advance(TimeSpan.FromMinutes(20));

        ben.Keep(await RefreshAsync(ben.Refresh));

        var after = new JsonWebToken(ben.Access);
        Assert.Equal(before.GetPayloadValue<string[]>("amr"), after.GetPayloadValue<string[]>("amr"));
        Assert.Equal(before.GetPayloadValue<string>("acr"), after.GetPayloadValue<string>("acr"));
        Assert.Equal(before.GetPayloadValue<long>("auth_time"), after.GetPayloadValue<long>("auth_time"));
        Assert.True(after.GetPayloadValue<long>("exp") > before.GetPayloadValue<long>("exp"));
    }

    [Fact]
    public async Task Neither_route_looks_at_the_authorization_header()
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(10));

        (await VerifyAsync(_anna.Refresh)).MustBe(HttpStatusCode.OK);
        (await RefreshAsync(_anna.Refresh)).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.")]
    public async Task A_text_that_is_no_token_is_401(string text)
    {
        var refreshed = await RefreshAsync(text);
        var verified = await VerifyAsync(text);

        refreshed.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Token is invalid or expired", refreshed["detail"]);
        Assert.Equal("token_not_valid", refreshed["code"]);
        Assert.Equal(refreshed.Text, verified.Text);
    }

    [Fact]
    public async Task An_access_token_refreshes_nothing() => (await RefreshAsync(_anna.Access!)).MustBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Verify_knows_live_tokens_of_both_kinds()
    {
        var access = await VerifyAsync(_anna.Access!);

        access.MustBe(HttpStatusCode.OK);
        Assert.Equal("{}", access.Text);
        (await VerifyAsync(_anna.Refresh)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Verify_refuses_what_was_replaced_or_ended()
    {
        var old = _anna.Refresh;
        _anna.Keep(await RefreshAsync(old));
        (await VerifyAsync(old)).MustBe(HttpStatusCode.Unauthorized);
        (await VerifyAsync(_anna.Refresh)).MustBe(HttpStatusCode.OK);

        await _anna.PostAsync("logout");

        (await VerifyAsync(_anna.Refresh)).MustBe(HttpStatusCode.Unauthorized);
        (await VerifyAsync(_anna.Access!)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_200_uses_of_one_refresh_token_at_once_one_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RefreshAsync(_anna.Refresh)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(199, answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized));
    }

    private Task<HttpAnswer> RefreshAsync(string refresh) => _anna.PostAsync("token/refresh", new { refresh });

    private Task<HttpAnswer> VerifyAsync(string token) => _anna.PostAsync("token/verify", new { token });
}
