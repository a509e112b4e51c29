using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private const string Protected = "mfa/user-active-methods";

    private HttpApp _app = null!;
    private HttpPerson _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync();
        _anna = await HttpPerson.SignedInAsync(_app);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("JWT")]
    [InlineData("Token")]
    public async Task The_three_names_of_the_ancestors_are_taken(string scheme) =>
        (await GetAsync($"{scheme} {_anna.Access}")).MustBe(HttpStatusCode.OK);

    [Fact]
    public async Task Nothing_presented_is_401_with_a_challenge()
    {
        var answer = await GetAsync("");

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("""{"detail":"Authentication credentials were not provided.","error_code":"not_authenticated"}""", answer.Text);
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Basic Og==")]
    [InlineData("Digest x")]
    public async Task Another_scheme_is_401(string header) => Assert.Equal("not_authenticated", (await GetAsync(header))["error_code"]);

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a b c")]
    [InlineData("JWT a b")]
    public async Task A_header_that_is_not_a_scheme_and_a_token_is_401(string header)
    {
        var answer = await GetAsync(header);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("bad_authorization_header", answer["code"]);
    }

    [Theory]
    [InlineData("Bearer %")]
    [InlineData("Bearer ...")]
    [InlineData("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.")]
    [InlineData("Bearer trm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_text_that_is_no_token_is_401_in_SimpleJWTs_shape(string header)
    {
        var answer = await GetAsync(header);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal("Given token not valid for any token type", answer["detail"]);
        Assert.Equal("token_not_valid", answer["code"]);
        Assert.Equal("access", answer.Body.GetProperty("messages")[0].GetProperty("token_type").GetString());
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_bad_header_is_refused_on_anonymous_routes_too()
    {
        (await _anna.SendAsync(HttpMethod.Get, "mfa/config", authorization: "Bearer %")).MustBe(HttpStatusCode.Unauthorized);
        (await _anna.SendAsync(HttpMethod.Get, "mfa/config", authorization: "Basic Og==")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_expired_token_is_401()
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        (await GetAsync("Bearer " + _anna.Access)).MustBe(HttpStatusCode.OK);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));

        (await GetAsync("Bearer " + _anna.Access)).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Logout_a_new_password_and_a_disabled_user_end_it_at_once()
    {
        var ben = await HttpPerson.SignedInAsync(_app);
        var cara = await HttpPerson.SignedInAsync(_app);
        (await _anna.PostAsync("logout")).MustBe(HttpStatusCode.NoContent);
        _app.Users.Put(_app.Users.Get(ben.Id) with { Stamp = "stamp-2" });
        _app.Users.Put(_app.Users.Get(cara.Id) with { IsActive = false });

        (await _anna.GetAsync(Protected)).MustBe(HttpStatusCode.Unauthorized);
        (await ben.GetAsync(Protected)).MustBe(HttpStatusCode.Unauthorized);
        (await cara.GetAsync(Protected)).MustBe(HttpStatusCode.Unauthorized);
    }

    private Task<HttpAnswer> GetAsync(string authorization) => _anna.SendAsync(HttpMethod.Get, Protected, authorization: authorization);
}
