using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Hostile method names, in the body and in the path.</summary>
public sealed class MethodInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private readonly HttpApp _app = fixture.App;

    public static TheoryData<int> Names => Refused.Of("method");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_name_is_refused_everywhere(int index)
    {
        var input = BadInputs.All[index];
        var (anna, _) = await HttpPerson.EnrolledAsync(_app);
        await anna.PostAsync("token/activate");
        var code = await anna.RequestCodeAsync();
        // The list speaks of a method that is configured and not enrolled, and of one that is pending: here they have other names.
        var value = input.Value() switch { "sms" => "dove", "app" => "token", var other => other };
        var before = await Refused.StandingOfAsync(_app, anna);

        if (input.Field == "method")
        {
            await MustRefuseInBodyAsync(anna, value, code);
        }

        if (value is not ("" or "dove" or "token"))
        {
            await MustRefuseInPathAsync(anna, input.Field == "path" ? value : Uri.EscapeDataString(value), code);
        }

        Assert.Equal(before, await Refused.StandingOfAsync(_app, anna));
        (await anna.PostAsync("pigeon/codes/regenerate", new { code })).MustBe(HttpStatusCode.OK);
    }

    private static async Task MustRefuseInBodyAsync(HttpPerson anna, string method, string code)
    {
        if (method != "token")
        {
            Refused.WithoutEcho(await anna.PostAsync("code/request", new { method }), method);
        }

        Refused.WithoutEcho(await anna.PostAsync("mfa/change-primary-method", new { method, code }), method);
        Refused.WithoutEcho(await anna.PostAsync("mfa/codes/regenerate", new { method, code }), method);
        Refused.WithoutEcho(await anna.PostAsync("pigeon/deactivate", new { code = "12345", new_primary_method = method }), method);
        var ticket = (await anna.LoginAsync())["ephemeral_token"];
        Refused.WithoutEcho(await anna.PostAsync("login/code/request", new { ephemeral_token = ticket, method }), method);
    }

    private static async Task MustRefuseInPathAsync(HttpPerson anna, string name, string code)
    {
        foreach (var action in new[] { "activate", "activate/confirm", "deactivate", "codes/regenerate" })
        {
            var answer = await anna.PostAsync($"{name}/{action}", new { code });

            Assert.True((int)answer.Status is >= 400 and < 500, $"{answer.Status}: {answer.Text}");
            Assert.DoesNotContain(name, answer.Text, StringComparison.Ordinal);
        }
    }
}
