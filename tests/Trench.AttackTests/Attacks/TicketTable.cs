namespace Trench.AttackTests;

/// <summary>Every route that takes the ticket of a login, and how one gets a ticket for it.</summary>
internal static class TicketTable
{
    /// <summary>The places of somebody with an app and mail, each with a code that is good there.</summary>
    public static async Task<TicketPlace[]> OfAsync(Victim victim)
    {
        var codes = victim.BackupCodes;
        var config = await victim.ConfigAsync(Victim.Mail);
        return
        [
            new("/auth/login/code", "POST /auth/login", ticket => new { ephemeral_token = ticket, code = codes[0] }),
            new("/auth/token/login/code", "POST /auth/token/login", ticket => new { ephemeral_token = ticket, code = codes[1] }),
            new("/auth/login/code/request", "POST /auth/login", ticket => new { ephemeral_token = ticket, method = Victim.Mail }),
            new("/jwt/auth", "POST /jwt/get-code", ticket => new { code_token = ticket, code = codes[2] }),
            new("/jwt/get-auth-token", "POST /jwt/get-code-token", ticket => new { code_token = ticket, code = codes[3] }),
            new(
                "/2factor/confirmation/request",
                "POST /2factor/login",
                ticket => new { user_config_id = config, data = new { }, ephemeral_token = ticket }),
        ];
    }

    /// <summary>What takes a ticket by the demo's own document, against the table.</summary>
    public static async Task<Finding?> OutsideTheTableAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        string[] found =
        [
            .. from route in await Route.AllAsync(target)
            where route.Members.Any(member => member.Name is "ephemeral_token" or "code_token")
            select route.Name,
        ];
        string[] known = [.. (await OfAsync(victim)).Select(place => $"POST {place.Path}")];
        string[] differences = [.. found.Except(known), .. known.Except(found).Select(name => $"{name}, which is there no more")];
        return Finding.If(differences.Length > 0, $"In no test: {string.Join("; ", differences)}");
    }
}

/// <summary>A route that takes a ticket.</summary>
/// <param name="Path">Where it is posted to.</param>
/// <param name="Login">The login that gives it.</param>
/// <param name="Body">The body with it.</param>
internal sealed record TicketPlace(string Path, string Login, Func<string, object> Body);
