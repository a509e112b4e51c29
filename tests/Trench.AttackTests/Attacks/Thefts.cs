namespace Trench.AttackTests;

/// <summary>What somebody holds who has stolen from a victim: a session of each facade.</summary>
internal static class Thefts
{
    /// <summary>The victim's own token, and one of each way to sign in. Each costs a backup code.</summary>
    public static async Task<(string Login, string Token)[]> OfTokensAsync(Target target, Victim victim)
    {
        var visitor = target.Visitor();
        var codes = victim.BackupCodes;
        return
        [
            ("/auth/login", victim.Token),
            ("/auth/token/login", await AtTokenLoginAsync(visitor, victim, codes[0])),
            ("/mfa/authtoken/login", (await AtDeuxAsync(visitor, "/mfa/authtoken/login", victim, codes[1])).String("token")),
            ("/mfa/oauth2/token", (await AtDeuxAsync(visitor, "/mfa/oauth2/token", victim, codes[2])).String("access_token")),
            ("/jwt/get-code", await AtCodeTokenAsync(visitor, victim, codes[3])),
            ("/2factor/login", await AtConfirmationAsync(visitor, victim, codes[4])),
        ];
    }

    /// <summary>The victim's own config of a method.</summary>
    public static async Task<string> ConfigAsync(this Victim victim, string method) =>
        (await victim.GetAsync("/2factor/user-config/own/list")).Has(200).Body!.AsArray()
            .First(config => config!["method_config"]!["method"]!.GetValue<string>() == method)!["id"]!.GetValue<string>();

    /// <summary>The id under which a method is offered.</summary>
    public static async Task<string> OfferedAsync(this Victim victim, string method) =>
        (await victim.GetAsync("/2factor/method-config/list/active")).Has(200).Body!.AsArray()
            .First(config => config!["method"]!.GetValue<string>() == method)!["id"]!.GetValue<string>();

    /// <summary>The ticket of a login, whatever it is called there.</summary>
    public static async Task<string> TicketAsync(Api visitor, string route, Victim victim)
    {
        var answer = (await PasswordTable.SendAsync(visitor, route, victim.Name, Victim.Password)).Has(200);
        return answer.String(answer["ephemeral_token"] is null ? "token" : "ephemeral_token");
    }

    private static async Task<string> AtTokenLoginAsync(Api visitor, Victim victim, string code)
    {
        var ticket = await TicketAsync(visitor, "POST /auth/token/login", victim);
        return (await visitor.PostAsync("/auth/token/login/code", new { ephemeral_token = ticket, code })).Has(200).String("auth_token");
    }

    private static async Task<Answer> AtDeuxAsync(Api visitor, string path, Victim victim, string code) =>
        (await PasswordTable.SendAsync(visitor, $"POST {path}", victim.Name, Victim.Password, ("backup_code", code))).Has(200);

    private static async Task<string> AtCodeTokenAsync(Api visitor, Victim victim, string code)
    {
        var token = await TicketAsync(visitor, "POST /jwt/get-code", victim);
        return (await visitor.PostAsync("/jwt/auth", new { code_token = token, code })).Has(200).String("access");
    }

    private static async Task<string> AtConfirmationAsync(Api visitor, Victim victim, string code)
    {
        var ticket = await TicketAsync(visitor, "POST /2factor/login", victim);
        var body = new { user_config_id = await victim.ConfigAsync("app"), data = new { }, ephemeral_token = ticket };
        var id = (await visitor.PostAsync("/2factor/confirmation/request", body)).Has(200).String("id");
        (await visitor.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code } })).Has(200);
        var login = await PasswordTable.SendAsync(visitor, "POST /2factor/login", victim.Name, Victim.Password, ("confirmation_id", id));
        return login.Has(200).String("access");
    }
}
