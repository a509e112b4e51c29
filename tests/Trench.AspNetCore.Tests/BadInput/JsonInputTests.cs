using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Hostile JSON bodies.</summary>
public sealed class JsonInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private readonly HttpApp _app = fixture.App;

    public static TheoryData<int> Bodies => Refused.Of("json_body");

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_hostile_body_is_refused_and_the_login_goes_on(int index)
    {
        var input = BadInputs.All[index];
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        var ticket = await anna.TicketAsync();
        var octets = input.Octets(name => name == "TOKEN" ? ticket : anna.LastCode);
        var before = await Refused.StandingOfAsync(_app, anna);

        var answer = await anna.SendAsync(HttpMethod.Post, "login/code", HttpPerson.Octets(octets, "application/json"));

        Assert.Null(answer.Header("Location"));
        if (input.Expect == "ignored")
        {
            answer.MustBe(HttpStatusCode.OK);
            return;
        }

        Refused.WithoutEcho(answer, ticket);
        Refused.WithoutEcho(answer, "evil.invalid");
        Assert.Equal(before, await Refused.StandingOfAsync(_app, anna));
        (await anna.AnswerAsync(ticket, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_hostile_body_activates_nothing(int index)
    {
        var input = BadInputs.All[index];
        var anna = await HttpPerson.SignedInAsync(_app);
        await anna.PostAsync("pigeon/activate");
        var octets = input.Octets(name => name == "TOKEN" ? "x" : "12345");

        var answer = await anna.SendAsync(HttpMethod.Post, "pigeon/activate/confirm", HttpPerson.Octets(octets, "application/json"));

        Refused.WithoutEcho(answer, "evil.invalid");
        Assert.Equal("[]", (await anna.GetAsync("mfa/user-active-methods")).Text);
        (await anna.PostAsync("pigeon/activate/confirm", new { code = anna.LastCode })).MustBe(HttpStatusCode.OK);
    }
}
