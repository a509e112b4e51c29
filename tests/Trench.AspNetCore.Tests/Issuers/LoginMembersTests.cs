using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore.Tests;

public sealed class LoginMembersTests
{
    [Fact]
    public async Task The_application_adds_members_after_one_step()
    {
        await using var app = await StartAsync(new Adding(user => new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = user.Id },
            ["note"] = null,
        }));
        var anna = HttpPerson.New(app);

        var answer = await anna.LoginAsync();

        Assert.Equal(anna.Id, answer.Body.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal("null", answer.Body.GetProperty("note").GetRawText());
        anna.Keep(answer);
    }

    [Fact]
    public async Task And_after_two()
    {
        await using var app = await StartAsync(new Adding(user => new JsonObject { ["id"] = user.Id }));
        var (anna, codes) = await HttpPerson.EnrolledAsync(app);
        var asked = await anna.LoginAsync();

        var answer = await anna.AnswerAsync(asked["ephemeral_token"], codes[0]);

        Assert.False(asked.Body.TryGetProperty("id", out _));
        Assert.Equal(anna.Id, answer["id"]);
    }

    [Fact]
    public async Task The_engines_members_stay_as_they_are()
    {
        await using var app = await StartAsync(new Adding(_ => new JsonObject
        {
            ["access"] = "mine",
            ["ephemeral_token"] = "mine",
            ["other"] = "mine",
        }));
        var anna = HttpPerson.New(app);

        var answer = await anna.LoginAsync();

        Assert.Equal(["access", "refresh", "token", "other"], answer.Body.EnumerateObject().Select(member => member.Name));
        anna.Keep(answer);
        (await anna.GetAsync("mfa/user-active-methods")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_is_answered_without_them()
    {
        await using var app = await StartAsync(new Adding(_ => new JsonObject { ["other"] = "mine" }));
        var anna = await HttpPerson.SignedInAsync(app);

        var answer = await anna.PostAsync("token/refresh", new { refresh = anna.Refresh });

        Assert.Equal(["access", "refresh"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task One_that_fails_costs_no_login()
    {
        await using var app = await StartAsync(new Adding(_ => throw new InvalidOperationException("down")));
        var anna = HttpPerson.New(app);

        var answer = await anna.LoginAsync();

        anna.Keep(answer);
        Assert.DoesNotContain("down", answer.Text, StringComparison.Ordinal);
        Assert.Contains("without its members", app.Log.Text, StringComparison.Ordinal);
    }

    private static Task<HttpApp> StartAsync(ILoginMembers members) =>
        HttpApp.StartAsync(configure: trench => trench.Services.AddSingleton(members));

    private sealed class Adding(Func<MfaUser, JsonObject> members) : ILoginMembers
    {
        public Task<JsonObject> AddAsync(LiveSession signedIn, CancellationToken cancellationToken) =>
            Task.FromResult(members(signedIn.User));
    }
}
