using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore.Tests;

/// <summary>The scheme on routes of the application itself.</summary>
public sealed class SchemeTests : IAsyncLifetime
{
    private HttpApp _app = null!;

    public async Task InitializeAsync() => _app = await HttpApp.StartAsync(map: app =>
    {
        app.MapGet("/auth/own", (ClaimsPrincipal user) => $"{user.FindFirstValue(ClaimTypes.NameIdentifier)} {user.FindFirstValue("amr")}")
            .RequireAuthorization();
        app.MapGet("/auth/admin", () => "").RequireAuthorization(policy => policy.RequireRole("admin"));
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_applications_route_sees_the_user_and_how_he_signed_in()
    {
        var anna = await HttpPerson.SignedInAsync(_app);

        Assert.Equal(anna.Id + " pwd", (await anna.GetAsync("own")).Text);
    }

    [Theory]
    [InlineData("", "not_authenticated")]
    [InlineData("Bearer x", "token_not_valid")]
    public async Task It_is_refused_in_the_same_words(string authorization, string errorCode)
    {
        var answer = await HttpPerson.New(_app).SendAsync(HttpMethod.Get, "own", authorization: authorization);

        answer.MustBe(HttpStatusCode.Unauthorized);
        Assert.Equal(errorCode, answer["error_code"]);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("Bearer realm=\"api\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_user_without_the_right_is_403()
    {
        var answer = await (await HttpPerson.SignedInAsync(_app)).GetAsync("admin");

        answer.MustBe(HttpStatusCode.Forbidden);
        Assert.Equal("You do not have permission to perform this action.", answer["detail"]);
    }

    [Fact]
    public async Task Faulty_settings_stop_the_start_and_all_are_named()
    {
        var start = () => HttpApp.StartAsync(configure: trench => trench.AddJwtTokens(options =>
        {
            options.AccessTokenLifetime = TimeSpan.FromDays(1);
            options.Issuer = "";
            options.Audience = " ";
        }));

        var faults = await Assert.ThrowsAsync<OptionsValidationException>(start);

        Assert.Equal(3, faults.Failures.Count());
    }
}
