namespace Trench.AttackTests;

/// <summary>Codes that were sent by either channel for each purpose, each of them given at the place of every other one.</summary>
internal static class PurposeMatrix
{
    public static async Task<Finding?> FillAsync(Target target)
    {
        var victim = await Victim.WithAllAsync(target);
        return await Place.SwapAsync(
        [
            await LoginAsync(victim, Victim.Mail), await LoginAsync(victim, Victim.Sms),
            await ConfirmationAsync(victim, Victim.Mail), await ConfirmationAsync(victim, Victim.Sms),
            await ChangeAsync(victim, Victim.Mail), await ChangeAsync(victim, Victim.Sms),
            await ActivationAsync(victim, Victim.Mail), await ActivationAsync(victim, Victim.Sms),
        ]);
    }

    private static async Task<Place> LoginAsync(Victim victim, string method)
    {
        var ticket = await victim.TicketAsync();
        var code = await victim.SentCodeAsync(ticket, method);
        return new Place($"a login by {method}", code, given => victim.CompleteAsync(ticket, given));
    }

    private static async Task<Place> ConfirmationAsync(Victim victim, string method)
    {
        var own = await victim.ConfigAsync(method);
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
}
