using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Hostile tickets on every route that takes one, each with a code that is right for a live one.</summary>
public sealed class TicketInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private const string Base64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly HttpApp _app = fixture.App;

    public static TheoryData<int> Tickets => Refused.Of("ephemeral_token");

    [Theory]
    [MemberData(nameof(Tickets))]
    public async Task A_hostile_ticket_is_refused_and_the_live_one_goes_on(int index)
    {
        var input = BadInputs.All[index];
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        var resolved = new Dictionary<string, string>();
        foreach (var name in input.Placeholders.Where(name => name is not ("TOKEN" or "TOKEN_MINUS_LAST_CHAR" or "TOKEN_LAST_CHAR_ALIAS")))
        {
            resolved[name] = await ResolveAsync(anna, name);
        }

        var live = await anna.TicketAsync();
        (resolved["TOKEN"], resolved["TOKEN_MINUS_LAST_CHAR"], resolved["TOKEN_LAST_CHAR_ALIAS"]) = (live, live[..^1], AliasOf(live));
        var value = input.Value(name => resolved[name]);
        var before = await Refused.StandingOfAsync(_app, anna);

        Refused.WithoutEcho(await anna.AnswerAsync(value, anna.LastCode), value);
        Refused.WithoutEcho(await anna.PostAsync("login/code/request", new { ephemeral_token = value }), value);

        Assert.Equal(before, await Refused.StandingOfAsync(_app, anna));
        (await anna.AnswerAsync(live, anna.LastCode)).MustBe(HttpStatusCode.OK);
    }

    private async Task<string> ResolveAsync(HttpPerson anna, string name)
    {
        var owner = name == "TOKEN_OF_USER_B" ? (await HttpPerson.EnrolledAsync(_app)).Person : anna;
        var ticket = await owner.TicketAsync();
        switch (name)
        {
            case "TOKEN_CONSUMED":
                (await anna.AnswerAsync(ticket, anna.LastCode)).MustBe(HttpStatusCode.OK);
                break;
            case "TOKEN_EXPIRED":
                _app.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
                anna.Access = null;
                break;
            case "TOKEN_5_FAILURES":
                for (var count = 0; count < 5; count++)
                {
                    (await anna.AnswerAsync(ticket, anna.LastCode == "000000" ? "111111" : "000000")).MustBe(HttpStatusCode.Unauthorized);
                }

                break;
            case "ENROLMENT_TOKEN":
                return await EnrolmentTicketAsync(anna);
        }

        return ticket;
    }

    // This facade finds an activation by its user and gives no ticket for it; another may.
    private async Task<string> EnrolmentTicketAsync(HttpPerson anna)
    {
        var ticket = "trm_" + Codes.Token(32);
        var challenge = new Challenge
        {
            Id = Codes.Id(),
            TicketHash = Digest.Of(ticket),
            UserId = anna.Id,
            Purpose = Purposes.Enrol,
            Facade = "trench",
            StampHash = Digest.Of("stamp-1"),
            CreatedAt = _app.Clock.Now,
            ExpiresAt = _app.Clock.Now.AddMinutes(10),
        };
        Assert.True((await _app.Store.CommitAsync([new OpenChallenge(challenge, null, RefuseOverLimit: false)], default)).Done);
        return ticket;
    }

    // 32 octets end in two bits that base64url leaves unused: four spellings of the last character decode alike.
    private static string AliasOf(string ticket) => ticket[..^1] + Base64Url[Base64Url.IndexOf(ticket[^1], StringComparison.Ordinal) ^ 1];
}
