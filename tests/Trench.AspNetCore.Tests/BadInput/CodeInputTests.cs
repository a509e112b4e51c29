using System.Net;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>Hostile codes on every route that takes one.</summary>
public sealed class CodeInputTests(BadInputFixture fixture) : IClassFixture<BadInputFixture>
{
    private readonly HttpApp _app = fixture.App;

    public static TheoryData<int> Codes => Refused.Of("code");

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_hostile_code_is_refused_everywhere_or_read_as_the_code_it_is(int index)
    {
        var input = BadInputs.All[index];
        var scene = await CodeScene.PlayAsync(_app, input);

        if (input.Expect == "accepted-normalised")
        {
            (await scene.LoginAsync(scene.Value)).MustBe(HttpStatusCode.OK);
            return;
        }

        await MustRefuseAsync(scene, scene.LoginAsync);
        await MustRefuseAsync(scene, code => scene.Anna.PostAsync("dove/activate/confirm", new { code }));
        await MustRefuseAsync(scene, code => scene.Anna.PostAsync("pigeon/deactivate", new { code, new_primary_method = "token" }));
        await MustRefuseAsync(scene, code => scene.Anna.PostAsync("pigeon/codes/regenerate", new { code }));
        await MustRefuseAsync(scene, code => scene.Anna.PostAsync("mfa/codes/regenerate", new { method = "pigeon", code }));
        await MustRefuseAsync(scene, code => scene.Anna.PostAsync("mfa/change-primary-method", new { method = "token", code }));
        (await scene.LoginAsync(scene.Valid)).MustBe(HttpStatusCode.OK);
        if (scene.Value.Length > 8)
        {
            Assert.DoesNotContain(scene.Value, _app.Log.Text, StringComparison.Ordinal);
        }
    }

    // A code of no method's shape costs nothing at all; one of the right shape costs an attempt and nothing else.
    private async Task MustRefuseAsync(CodeScene scene, Func<string, Task<HttpAnswer>> send)
    {
        var before = await Refused.StandingOfAsync(_app, scene.Anna);
        var failures = await FailuresAsync(scene.Anna);

        var answer = await send(scene.Value);

        Refused.WithoutEcho(answer, scene.Value);
        var isFree = answer.Status == HttpStatusCode.RequestEntityTooLarge || answer["error_code"] is "invalid" or "code_malformed";
        Assert.Equal(isFree ? failures : failures + 1, await FailuresAsync(scene.Anna));
        if (isFree)
        {
            Assert.Equal(before, await Refused.StandingOfAsync(_app, scene.Anna));
        }
    }

    private async Task<int> FailuresAsync(HttpPerson person)
    {
        var user = await _app.Store.FindUserAsync(person.Id, default);
        return (user.Factor?.DayFailures ?? 0) + (user.Backup?.DayFailures ?? 0);
    }
}
