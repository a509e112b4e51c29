using System.Net;
using System.Net.Http.Json;

namespace Trench.AspNetCore.Tests;

/// <summary>RFC 9457 for who asks for it.</summary>
public sealed class ProblemTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_client_that_accepts_problems_gets_one()
    {
        var answer = await SendAsync("application/problem+json", new { username = "nobody", password = "x" });

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal("urn:trench:problem:wrong_credentials", answer["type"]);
        Assert.Equal("Bad Request", answer["title"]);
        Assert.Equal(400, answer.Body.GetProperty("status").GetInt32());
        Assert.Equal("Unable to login with provided credentials.", answer["detail"]);
        Assert.Equal("wrong_credentials", answer["error_code"]);
    }

    [Fact]
    public async Task A_problem_names_each_faulty_member()
    {
        var answer = await SendAsync("application/json, application/problem+json;q=0.5", new { username = "nobody" });

        var errors = answer.Body.GetProperty("errors").GetProperty("password");
        Assert.Equal(["This field is required."], HttpPerson.Texts(errors));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/problem+json;q=0")]
    [InlineData("text/html,not a media type;;;")]
    public async Task Everybody_else_gets_the_ancestors_shape(string accept)
    {
        var answer = await SendAsync(accept, new { username = "nobody", password = "x" });

        Assert.Equal("application/json", answer.Header("Content-Type"));
        Assert.Equal(["error", "error_code"], answer.Body.EnumerateObject().Select(member => member.Name));
    }

    private async Task<HttpAnswer> SendAsync(string accept, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await HttpAnswer.OfAsync(await fixture.App.Client.SendAsync(request));
    }
}
