using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

/// <summary>An application whose own cookie carries the user.</summary>
public sealed class CookieTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;
    private string _cookie = "";

    public async Task InitializeAsync()
    {
        _app = await HttpApp.StartAsync(
            configure: trench => trench.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(),
            map: app => app.MapGet("/enter/{id}", (HttpContext context, string id) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "cookie")))));
        _anna = HttpPerson.New(_app);
        var entered = await _app.Client.GetAsync(new Uri("/enter/" + _anna.Id, UriKind.Relative));
        _cookie = entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_cookie_opens_protected_routes() =>
        (await SendAsync(HttpMethod.Get, "mfa/user-active-methods")).MustBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_change_in_JSON_from_the_same_origin_is_taken() =>
        (await SendAsync(HttpMethod.Post, "pigeon/activate", "application/json", ("Origin", "http://localhost"))).MustBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_change_in_anything_that_a_foreign_page_could_send_is_415(string? contentType)
    {
        // Attack: a form on another site, sent with the visitor's cookie.
        var answer = await SendAsync(HttpMethod.Post, "pigeon/activate", contentType);

        answer.MustBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("Origin", "https://evil.invalid")]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_change_from_a_foreign_origin_is_403(string header, string value)
    {
        var answer = await SendAsync(HttpMethod.Post, "pigeon/activate", "application/json", (header, value));

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("foreign_origin", answer["error_code"]);
    }

    [Fact]
    public async Task A_disabled_user_is_nobody()
    {
        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });

        (await SendAsync(HttpMethod.Get, "mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_header_is_asked_before_the_cookie()
    {
        var answer = await SendAsync(HttpMethod.Get, "mfa/user-active-methods", null, ("Authorization", "Bearer %"));

        answer.MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_cookie_is_nobodys()
    {
        _cookie = _cookie[..^4] + "AAAA";

        (await SendAsync(HttpMethod.Get, "mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task There_is_no_session_of_ours_to_log_out_of() =>
        (await SendAsync(HttpMethod.Post, "logout", "application/json")).MustBe(HttpStatusCode.Unauthorized);

    private async Task<HttpAnswer> SendAsync(
        HttpMethod verb, string path, string? contentType = null, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(verb, "/auth/" + path);
        request.Headers.Add("Cookie", _cookie);
        if (verb != HttpMethod.Get)
        {
            request.Content = HttpPerson.Octets(Encoding.UTF8.GetBytes(contentType == "application/json" ? "{}" : ""), contentType);
        }

        if (header is { } given)
        {
            request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        }

        return await HttpAnswer.OfAsync(await _app.Client.SendAsync(request));
    }
}
