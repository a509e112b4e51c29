namespace Trench.AttackTests;

/// <summary>
/// Codes that were sent by either channel for each purpose, each of them given at the place of every other one. The place's own code is given
/// last and has to be good, or a place that refuses everything would pass.
/// </summary>
internal static class PurposeMatrix
{
    public static async Task<Finding?> FillAsync(Target target)
    {
        var victim = await Victim.WithAllAsync(target);
        Place[] places =
        [
            await LoginAsync(victim, Victim.Mail), await LoginAsync(victim, Victim.Sms),
            await ConfirmationAsync(victim, Victim.Mail), await ConfirmationAsync(victim, Victim.Sms),
            await ChangeAsync(victim, Victim.Mail), await ChangeAsync(victim, Victim.Sms),
            await ActivationAsync(victim, Victim.Mail), await ActivationAsync(victim, Victim.Sms),
        ];
        foreach (var (of, at) in places.SelectMany(_ => places, (of, at) => (of, at)).Where(pair => pair.of != pair.at))
        {
            var answer = await at.AnswerAsync(of.Code);
            if (Finding.IfTaken(answer, $"the code of {of.Name} at {at.Name}") is { } finding)
            {
                return finding;
            }
        }

        foreach (var place in places)
        {
            if (Finding.IfRefused(await place.AnswerAsync(place.Code), $"the own code of {place.Name}") is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static async Task<Place> LoginAsync(Victim victim, string method)
    {
        var ticket = await victim.TicketAsync();
        var code = await victim.SentCodeAsync(ticket, method);
        return new Place($"a login by {method}", code, given => victim.CompleteAsync(ticket, given));
    }

    private static async Task<Place> ConfirmationAsync(Victim victim, string method)
    {
        var own = (await victim.GetAsync("/2factor/user-config/own/list")).Has(200).Body!.AsArray()
            .First(config => config!["method_config"]!["method"]!.GetValue<string>() == method)!["id"]!.GetValue<string>();
        var id = (await victim.PostAsync("/2factor/confirmation/request", new { user_config_id = own, data = new { } })).Has(200).String("id");
        var code = await victim.NewestCodeAsync(method);
        return new Place(
            $"a confirmation by {method}",
            code,
            given => victim.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = given } }));
    }

    private static async Task<Place> ChangeAsync(Victim victim, string method)
    {
        (await victim.PostAsync("/auth/code/request", new { method })).Has(200);
        var code = await victim.NewestCodeAsync(method);
        return new Place($"a change by {method}", code, given => victim.PostAsync($"/auth/{method}/codes/regenerate", new { code = given }));
    }

    private static async Task<Place> ActivationAsync(Victim victim, string method)
    {
        (await victim.PostAsync($"/auth/{method}/activate", new { label = "second" })).Has(200);
        var code = await victim.NewestCodeAsync(method);
        return new Place(
            $"an activation of {method}", code, given => victim.PostAsync($"/auth/{method}/activate/confirm", new { code = given }));
    }

    /// <summary>Where a code is taken, and the one that belongs there.</summary>
    private sealed record Place(string Name, string Code, Func<string, Task<Answer>> AnswerAsync);
}
