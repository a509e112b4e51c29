namespace Trench.AttackTests;

/// <summary>
/// Every route of every facade that takes a code: whoever adds one adds its line here, and it shares the budget or fails the test.
/// </summary>
internal static class CodeRoutes
{
    private const int LockAfter = 5;

    private static readonly (string Name, Func<Victim, string, Task<Answer>> AnswerAsync)[] All =
    [
        ("trench login/code", async (victim, code) => await victim.CompleteAsync(await victim.TicketAsync(), code)),
        ("trench token/login/code", async (victim, code) => await victim.PostAsync(
            "/auth/token/login/code", new { ephemeral_token = await victim.TicketAsync(), code })),
        ("trench activate", (victim, code) => victim.PostAsync("/auth/app/activate", new { label = "another", code })),
        ("trench activate/confirm", (victim, code) => victim.PostAsync("/auth/app/activate/confirm", new { code, label = "pending" })),
        ("trench deactivate", (victim, code) => victim.PostAsync("/auth/app/deactivate", new { code })),
        ("trench codes/regenerate", (victim, code) => victim.PostAsync("/auth/app/codes/regenerate", new { code })),
        ("trench mfa/codes/regenerate", (victim, code) => victim.PostAsync("/auth/mfa/codes/regenerate", new { method = "app", code })),
        ("trench mfa/change-primary-method", (victim, code) =>
            victim.PostAsync("/auth/mfa/change-primary-method", new { method = "app", code })),
    ];

    public static TheoryData<string> Names => [.. All.Select(route => route.Name)];

    /// <summary>Five wrong codes at one of them, then one at each: all have to be locked.</summary>
    public static Attack BeginningAt(string name) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = await victim.WrongCodesAsync(LockAfter + 1);
        (await victim.PostAsync("/auth/app/activate", new { label = "pending" })).Has(200);
        await victim.OutliveProofAsync();
        var first = All.Single(route => route.Name == name);
        foreach (var code in codes[..LockAfter])
        {
            var wrong = await first.AnswerAsync(victim, code);
            if (wrong.String("error_code") != "code_wrong")
            {
                return new Finding($"{name} did not look at a wrong code: {wrong}");
            }
        }

        foreach (var route in All)
        {
            var answer = await route.AnswerAsync(victim, codes[^1]);
            if (answer.Status != 429)
            {
                return new Finding($"After five wrong codes at {name} a sixth was not locked at {route.Name}: {answer}");
            }
        }

        return null;
    };
}
