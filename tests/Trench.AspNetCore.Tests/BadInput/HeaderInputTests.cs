using System.Net;
using System.Text;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>
/// Hostile headers. Those that the server itself must refuse are in <see cref="WireInputTests"/>, those about a cookie in <see
/// cref="CookieTests"/>.
/// </summary>
public sealed class HeaderInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private readonly HttpApp _app = fixture.App;

    public static TheoryData<int> Headers => Refused.Of("headers", "Transfer-Encoding", "Content-Length", "Host", "Origin");

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_hostile_header_is_refused_or_ignored(int index)
    {
        var input = BadInputs.All[index];
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        var ticket = await anna.TicketAsync();
        var value = input.Value(_ => ticket);

        var answer = input.Field switch
        {
            "Authorization" => await anna.SendAsync(HttpMethod.Get, "mfa/user-active-methods", authorization: value),
            "Content-Type" => await anna.SendAsync(HttpMethod.Post, "login/code", Body(ticket, anna.LastCode, value)),
            _ => await AnswerAsync(ticket, anna.LastCode, input.Field, value),
        };

        if (input.Expect is "4xx" or "own-routes-4xx")
        {
            // JSON that calls itself a form is a form without the members that are needed.
            Refused.WithoutEcho(answer, ticket);
            Assert.Null(answer.Header("Set-Cookie"));
            return;
        }

        answer.MustBe(HttpStatusCode.OK);
        Assert.True(answer.Body.TryGetProperty("access", out _));
    }

    private async Task<HttpAnswer> AnswerAsync(string ticket, string code, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login/code");
        request.Content = Body(ticket, code, "application/json");
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return await HttpAnswer.OfAsync(await _app.Client.SendAsync(request));
    }

    private static ByteArrayContent Body(string ticket, string code, string contentType) => HttpPerson.Octets(
        Encoding.UTF8.GetBytes($$"""{"ephemeral_token":"{{ticket}}","code":"{{code}}"}"""), contentType.Length == 0 ? null : contentType);
}
