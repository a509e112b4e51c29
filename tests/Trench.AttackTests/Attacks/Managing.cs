using System.Net.Http.Json;

namespace Trench.AttackTests;

/// <summary>What somebody tries who holds a session, but no second factor.</summary>
internal static class Managing
{
    /// <summary>Every change of methods that any facade has, from sessions of each facade whose proofs are more than five minutes old.</summary>
    public static async Task<Finding?> WithoutAProofAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        var before = await victim.MethodsAsync();
        var changes = await Changes.OfAsync(victim);
        var stolen = await Thefts.OfTokensAsync(target, victim);
        await victim.OutliveProofAsync();
        var attacker = target.Visitor();
        foreach (var (login, token) in stolen)
        {
            foreach (var (verb, path, body) in changes)
            {
                var content = verb == HttpMethod.Get ? null : JsonContent.Create(body);
                var answer = await attacker.SendAsync(verb, path, content, token);
                if ((Finding.IfTaken(answer, $"{verb} {path} without a proof, by a session of {login}")
                    ?? Finding.BreakageIf(answer.Status == 401, $"No session of {login} any more: {answer}")) is { } finding)
                {
                    return finding;
                }
            }
        }

        return Finding.If(await victim.MethodsAsync() != before, "The methods changed.");
    }

    /// <summary>Members that nobody asked for, and ids of somebody else's.</summary>
    public static async Task<Finding?> WithForeignMembersAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = await Victim.WithAppAsync(target);
        var before = await victim.MethodsAsync();
        var id = (await victim.GetAsync("/auth/mfa/user-active-methods")).Body![0]!["id"]!.GetValue<string>();
        var user = (await victim.GetAsync("/auth/users/me")).String("id");
        var members = new { id, user_id = user, user, username = victim.Name, code = attacker.BackupCodes[0], is_primary = true };

        // Either is fine: refused, or done to the attacker's own.
        _ = await attacker.PostAsync("/auth/app/codes/regenerate", members);
        _ = await attacker.PostAsync("/auth/app/deactivate", members);
        _ = await attacker.PostAsync("/auth/app/activate", members);
        var pending = await attacker.PostAsync(
            "/auth/email/activate", new { is_active = true, status = 1, is_primary = true, user_id = user, secret = "AAAAAAAAAAAAAAAA" });

        return Finding.If(await victim.MethodsAsync() != before, "The methods of another user changed.")
            ?? Finding.If(
                (await attacker.MethodsAsync()).Contains("email", StringComparison.Ordinal), $"An unproven method is active: {pending}")
            ?? Finding.IfRefused(
                await victim.CompleteAsync(await victim.TicketAsync(), victim.BackupCodes[0]), "the other user's backup code");
    }

    /// <summary>Everything that can be read or asked for once a method is active: neither its secret nor a backup code may be in it.</summary>
    public static async Task<Finding?> ForSecretsAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        string[] secrets = [victim.Secret, "otpauth:", .. victim.BackupCodes, .. victim.BackupCodes.Select(code => code.Replace("-", ""))];
        var routes = (await Route.AllAsync(target)).Where(route => route.Verb == HttpMethod.Get).Select(route => route.Path);
        var answers = await Task.WhenAll(
        [
            .. routes.Append("/openapi/v1.json").Append("/dev/mailbox").Select(victim.GetAsync),
            victim.PostAsync("/auth/code/request", new { method = "app" }),
            victim.PostAsync("/auth/app/activate", new { }),
            victim.PostAsync("/auth/app/activate/confirm", new { code = victim.ActivationCode }),
            victim.LogInAsync(),
        ]);

        return answers.FirstOrDefault(answer => secrets.Any(secret => answer.Text.Contains(secret, StringComparison.Ordinal))) is { } told
            ? new Finding($"Told once more: {told}")
            : null;
    }

    /// <summary>New backup codes made while an old one is used a hundred times: afterwards no old one is good.</summary>
    public static async Task<Finding?> WhileRegeneratingAsync(Target target)
    {
        const int uses = 100;
        var victim = await Victim.WithAppAsync(target);
        var tickets = await victim.TicketsAsync(4);
        var code = await victim.AppCodeAsync();

        var replies = await LastByteRace.RunAsync(
        [
            .. Enumerable.Range(0, uses / 2).Select(number => victim.Submission(number, tickets[number % 3], victim.BackupCodes[0])),
            victim.Change(0, "/auth/app/codes/regenerate", new { code }),
            .. Enumerable.Range(0, uses / 2).Select(number => victim.Submission(number, tickets[number % 3], victim.BackupCodes[0])),
        ]);

        var regenerated = replies[uses / 2];
        var used = replies.Where(reply => reply != regenerated).ToArray();
        var told = $"Regenerated: {regenerated.Status}; the old code: {Finding.Summary(used)}";
        if ((Finding.If(used.Count(reply => reply.IsSuccess) > 1, told)
            ?? Finding.BreakageIf(!regenerated.IsSuccess || Finding.InAnswersOf(replies) is not null, told)) is { } raced)
        {
            return raced;
        }

        foreach (var old in victim.BackupCodes)
        {
            if (Finding.IfTaken(await victim.CompleteAsync(tickets[3], old), "an old backup code") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    /// <summary>A hundred changes of the primary method at once, to either of two.</summary>
    public static async Task<Finding?> WhilePrimariesChangeAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        string[] methods = ["app", "email"];

        var replies = await LastByteRace.RunAsync(
        [
            .. Enumerable.Range(0, 100).Select(number => victim.Change(
                number,
                "/auth/mfa/change-primary-method",
                new { method = methods[number % 2], code = victim.BackupCodes[number % victim.BackupCodes.Length] })),
        ]);

        var primaries = (await victim.GetAsync("/auth/mfa/user-active-methods")).Body!.AsArray().Count(method => method!["is_primary"]!.GetValue<bool>());
        return Finding.If(primaries != 1, $"{primaries} methods are primary: {Finding.Summary(replies)}")
            ?? Finding.InAnswersOf(replies)
            ?? Finding.BreakageIf(!replies.Any(reply => reply.IsSuccess), $"None was let through: {Finding.Summary(replies)}");
    }
}
