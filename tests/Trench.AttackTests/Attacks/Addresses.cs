using System.Net.Http.Json;

namespace Trench.AttackTests;

/// <summary>Guessing passwords, which is limited for the address they come from.</summary>
internal static class Addresses
{
    private const int Guesses = 200;
    private const int PerAddress = 30;

    /// <summary>Each guess from another address, if headers were believed.</summary>
    public static async Task<Finding?> ForgedAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = target.Visitor();
        var evaluated = 0;
        for (var number = 0; number < Guesses; number++)
        {
            var answer = await PostAsync(attacker, "/auth/login", new { username = victim.Name, password = $"wrong {number}" }, number);
            evaluated += IsEvaluated(answer) ? 1 : 0;
        }

        return Finding.If(evaluated > PerAddress, $"{evaluated} wrong passwords from one address were looked at.");
    }

    // allauth before 65.8.1: whoever logs in rightly from an address cleared what that address had guessed at others.
    public static async Task<Finding?> BesideOwnLoginsAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = await Victim.RegisterAsync(target, victim.Address);
        var evaluated = 0;
        for (var number = 0; number < Guesses; number++)
        {
            evaluated += IsEvaluated(await victim.LogInAsync($"wrong {number}")) ? 1 : 0;
            _ = await attacker.LogInAsync();
        }

        return Finding.If(evaluated > PerAddress, $"{evaluated} wrong passwords were looked at between own logins.");
    }

    /// <summary>A request that says in every known way that it comes from elsewhere.</summary>
    public static async Task<Answer> PostAsync(Api visitor, string path, object body, int number)
    {
        var address = $"198.51.100.{number}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body),
            Headers = { { "X-Forwarded-For", address }, { "Forwarded", $"for={address}" }, { "X-Real-IP", address } },
        };
        using var response = await visitor.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static bool IsEvaluated(Answer answer) => answer.String("error_code") == "wrong_credentials";
}
