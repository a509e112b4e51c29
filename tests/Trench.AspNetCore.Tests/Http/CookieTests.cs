using System.Net;
using System.Text;

namespace Trench.AspNetCore.Tests;

/// <summary>An application whose own cookie carries the user.</summary>
public sealed class CookieTests : IAsyncLifetime
{
    private HttpApp _app = null!;
    private HttpPerson _anna = null!;
    private string _cookie = "";

    public async Task InitializeAsync()
    {
        _app = await CookieApp.StartAsync();
        _anna = HttpPerson.New(_app);
        _cookie = await CookieApp.CookieAsync(_app, _anna);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_cookie_opens_protected_routes() =>
        (await SendAsync(HttpMethod.Get, "/auth/mfa/user-active-methods")).MustBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_change_in_JSON_from_the_same_origin_is_taken() =>
        (await SendAsync(HttpMethod.Post, "/auth/pigeon/activate", "application/json", ("Origin", "http://localhost"))).MustBe(HttpStatusCode.OK);

    // One of each facade: the list that the two tests below go through is not empty for any of them.
    [Theory]
    [InlineData("POST", "/auth/pigeon/activate")]
    [InlineData("POST", "/auth/pigeon/activate/confirm")]
    [InlineData("POST", "/auth/pigeon/deactivate")]
    [InlineData("POST", "/auth/pigeon/codes/regenerate")]
    [InlineData("POST", "/auth/mfa/change-primary-method")]
    [InlineData("PATCH", "/mfa/pigeon/request")]
    [InlineData("DELETE", "/mfa")]
    [InlineData("POST", "/jwt/2fa-method")]
    [InlineData("DELETE", "/2factor/user-config/own/{id}/destroy")]
    [InlineData("POST", "/admin/users/{user}/reset")]
    public async Task A_change_is_among_those_that_are_attacked(string verb, string path) =>
        Assert.Contains((HttpMethod.Parse(verb), path), await CookieApp.ChangesAsync(_app));

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_change_in_anything_that_a_foreign_page_could_send_is_415(string? contentType)
    {
        // Attack: a form on another site, sent with the visitor's cookie.
        foreach (var (verb, path) in await CookieApp.ChangesAsync(_app))
        {
            var answer = await SendAsync(verb, path, contentType);

            Assert.True(answer.Status == HttpStatusCode.UnsupportedMediaType, $"{verb} {path}: {answer}");
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.invalid")]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_change_from_a_foreign_origin_is_403(string header, string value)
    {
        foreach (var (verb, path) in await CookieApp.ChangesAsync(_app))
        {
            var answer = await SendAsync(verb, path, "application/json", (header, value));

            Assert.True(answer.Status == HttpStatusCode.Forbidden && answer["error_code"] == "foreign_origin", $"{verb} {path}: {answer}");
        }
    }

    [Fact]
    public async Task A_disabled_user_is_nobody()
    {
        _app.Users.Put(_app.Users.Get(_anna.Id) with { IsActive = false });

        (await SendAsync(HttpMethod.Get, "/auth/mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_header_is_asked_before_the_cookie()
    {
        var answer = await SendAsync(HttpMethod.Get, "/auth/mfa/user-active-methods", null, ("Authorization", "Bearer %"));

        answer.MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_cookie_is_nobodys()
    {
        _cookie = _cookie[..^4] + "AAAA";

        (await SendAsync(HttpMethod.Get, "/auth/mfa/user-active-methods")).MustBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task There_is_no_session_of_ours_to_log_out_of() =>
        (await SendAsync(HttpMethod.Post, "/auth/logout", "application/json")).MustBe(HttpStatusCode.Unauthorized);

    private async Task<HttpAnswer> SendAsync(
        HttpMethod verb, string path, string? contentType = null, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(verb, path);
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
