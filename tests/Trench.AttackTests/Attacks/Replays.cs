namespace Trench.AttackTests;

/// <summary>Codes and tickets used a second time, for something else, or by somebody else.</summary>
internal static class Replays
{
    public static async Task<Finding?> OfATotpCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var code = await victim.AppCodeAsync();
        (await victim.CompleteAsync(await victim.TicketAsync(), code)).Has(200);

        return Finding.IfTaken(await victim.CompleteAsync(await victim.TicketAsync(), code, number: 1), "a code of the app, a second time");
    }

    public static async Task<Finding?> OfTheActivationCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);

        var again = await victim.CompleteAsync(await victim.TicketAsync(), victim.ActivationCode);

        return Finding.IfTaken(again, "the code that confirmed the activation");
    }

    // The secret of somebody who never finished enrolling it.
    public static async Task<Finding?> OfAPendingSecretAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var pending = (await victim.PostAsync("/auth/app/activate", new { label = "pending" })).Has(200).String("secret");
        var ticket = await victim.TicketAsync();

        var answer = await victim.CompleteAsync(ticket, await Oathtool.TotpAsync(pending, TimeProvider.System.GetUtcNow()));

        return Finding.IfTaken(answer, "the code of a pending app");
    }

    public static async Task<Finding?> AfterANewPasswordAsync(Target target)
    {
        const string chosen = "another long password";
        var victim = await Victim.WithAppAsync(target);
        var ticket = await victim.TicketAsync();
        var body = new { current_password = Victim.Password, new_password = chosen };
        (await victim.PostAsync("/auth/users/set_password", body)).Has(204);

        return Finding.IfTaken(await victim.CompleteAsync(ticket, await victim.AppCodeAsync()), "a ticket from before the new password")
            ?? Finding.IfTaken(await victim.GetAsync("/auth/users/me"), "an access token from before the new password")
            ?? Finding.If((await victim.LogInAsync(chosen)).Has(200)["ephemeral_token"] is null, "The new password alone signs in.");
    }

    /// <summary>The ticket of one user with the code of another: nobody gets in, and only the ticket's own user is charged.</summary>
    public static async Task<Finding?> OfAnotherUsersCodeAsync(Target target)
    {
        var victim = await Victim.WithAppAsync(target);
        var attacker = await Victim.WithAppAsync(target);
        var (own, backup) = (await attacker.AppCodeAsync(), attacker.BackupCodes[0]);
        var ticket = await victim.TicketAsync();

        return Finding.IfTaken(await victim.CompleteAsync(ticket, own), "the app of another user")
            ?? Finding.IfTaken(await victim.CompleteAsync(ticket, backup), "a backup code of another user")
            ?? Finding.If(
                await victim.CountedAsync() is not { Codes: 1, BackupCodes: 1, AtTickets: 2 }, $"The ticket's user: {await victim.CountedAsync()}")
            ?? Finding.If(
                await attacker.CountedAsync() is not { Codes: 0, BackupCodes: 0, AtTickets: 0 }, $"The code's owner: {await attacker.CountedAsync()}")
            ?? Finding.IfRefused(await attacker.CompleteAsync(await attacker.TicketAsync(), own), "the code that another ticket refused")
            ?? Finding.IfRefused(await attacker.CompleteAsync(await attacker.TicketAsync(), backup), "the backup code likewise");
    }

    /// <summary>A ticket in other spellings, at each route that takes one; each time the ticket itself is good afterwards.</summary>
    public static async Task<Finding?> OfAnAliasOfATicketAsync(Target target)
    {
        var victim = await Victim.WithAppAndMailAsync(target);
        var visitor = target.Visitor();
        foreach (var place in await TicketTable.OfAsync(victim))
        {
            var ticket = await Thefts.TicketAsync(visitor, place.Login, victim);
            foreach (var alias in AliasesOf(ticket))
            {
                if (Finding.IfTaken(await visitor.PostAsync(place.Path, place.Body(alias)), $"another spelling of a ticket at {place.Path}")
                    is { } finding)
                {
                    return finding;
                }
            }

            if (Finding.IfRefused(await visitor.PostAsync(place.Path, place.Body(ticket)), $"the ticket itself at {place.Path}") is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    // A ticket, and the signature of one that is a JWT, ends in the last of 43 base64url characters, which has two bits that nobody reads:
    // three others decode to the same octets.
    private static string[] AliasesOf(string ticket)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = alphabet.IndexOf(ticket[^1], StringComparison.Ordinal);
        return [.. Enumerable.Range(1, 3).Select(bits => ticket[..^1] + alphabet[last ^ bits]), ticket + "=", ticket[4..]];
    }
}
