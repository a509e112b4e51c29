using System.Net.Http.Headers;

namespace Trench.Demo.Tests;

/// <summary>Every hostile body at the second step of a login.</summary>
[Collection(DemoTests.Name)]
public sealed class HostileBodyTests(DemoHosts hosts)
{
    public static TheoryData<int> Bodies => [.. Enumerable.Range(0, BadInputs.Of("json_body").Count())];

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_at_the_second_step(int number)
    {
        var input = BadInputs.Of("json_body").ElementAt(number);
        var victim = await Victim.CreateAsync(await hosts.OnAsync(Database.Sqlite));
        var ticket = await victim.Person.TicketAsync();
        using var content = new ByteArrayContent(await victim.OctetsAsync(input, ticket));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await victim.Person.Api.SendAsync(HttpMethod.Post, "/auth/login/code", content);

        if (input.Expect == "ignored")
        {
            answer.Has(200);
            Assert.Null(answer.Headers.Location);
            return;
        }

        Assert.InRange(answer.Status, 400, 499);
        Assert.NotNull(answer["error_code"]);
        Assert.DoesNotContain(ticket, answer.Text, StringComparison.Ordinal);
        (await victim.Person.CompleteAsync(ticket, await victim.CodeAsync())).Has(200);
    }
}
