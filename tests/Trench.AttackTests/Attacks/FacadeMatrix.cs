namespace Trench.AttackTests;

/// <summary>Codes that were mailed for a login of each facade, each of them given at the logins of the others.</summary>
internal static class FacadeMatrix
{
    public static async Task<Finding?> FillAsync(Target target)
    {
        var victim = await Victim.WithMailAsync(target);
        var visitor = target.Visitor();
        return await Place.SwapAsync(
        [
            await LoginAsync(target, victim), await DeuxAsync(target, victim),
            await CodeTokenAsync(target, victim, visitor), await ConfirmationAsync(target, victim, visitor),
        ]);
    }

    private static async Task<Place> LoginAsync(Target target, Victim victim)
    {
        var before = TimeProvider.System.GetUtcNow();
        var ticket = await victim.TicketAsync();
        var code = await target.CodeSentToAsync(victim.Email, before);
        return new Place("a login", code, given => victim.CompleteAsync(ticket, given));
    }

    private static async Task<Place> DeuxAsync(Target target, Victim victim)
    {
        var before = TimeProvider.System.GetUtcNow();
        (await victim.LogInAtDeuxAsync(new { })).Has(200);
        var code = await target.CodeSentToAsync(victim.Email, before);
        return new Place("a login at deux", code, given => victim.LogInAtDeuxAsync(new { mfa_code = given }));
    }

    private static async Task<Place> CodeTokenAsync(Target target, Victim victim, Api visitor)
    {
        var before = TimeProvider.System.GetUtcNow();
        var token = await Thefts.TicketAsync(visitor, "POST /jwt/get-code", victim);
        var code = await target.CodeSentToAsync(victim.Email, before);
        return new Place("a code token", code, given => visitor.PostAsync("/jwt/auth", new { code_token = token, code = given }));
    }

    private static async Task<Place> ConfirmationAsync(Target target, Victim victim, Api visitor)
    {
        var ticket = await Thefts.TicketAsync(visitor, "POST /2factor/login", victim);
        var before = TimeProvider.System.GetUtcNow();
        var body = new { user_config_id = await victim.ConfigAsync(Victim.Mail), data = new { }, ephemeral_token = ticket };
        var id = (await visitor.PostAsync("/2factor/confirmation/request", body)).Has(200).String("id");
        var code = await target.CodeSentToAsync(victim.Email, before);
        return new Place(
            "a confirmed login", code, given => visitor.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = given } }));
    }
}
