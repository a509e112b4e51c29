namespace Trench.Demo.Tests;

/// <summary>Someone with an authenticator app who meets a hostile input, and the true values that the input is made of.</summary>
internal sealed class Victim(DemoHost host, Person person, AuthenticatorApp app, string activationCode, string[] backupCodes)
{
    private int _spent;

    public Person Person => person;

    /// <summary>Backup codes that are still good.</summary>
    public IEnumerable<string> BackupCodes => backupCodes.Skip(_spent);

    public static async Task<Victim> CreateAsync(DemoHost host)
    {
        var person = await Person.RegisterAsync(host);
        var app = AuthenticatorApp.Read(await person.PostAsync("/auth/app/activate", new { }), host.Clock);
        var code = await app.CodeAsync();
        var codes = await person.ConfirmAsync("app", new { code });
        return new Victim(host, person, app, code, codes);
    }

    /// <summary>A code that nobody has given yet.</summary>
    public Task<string> CodeAsync() => app.NextCodeAsync();

    /// <summary>Both steps with a backup code; how many are left.</summary>
    public async Task<int> SignInWithBackupCodeAsync() =>
        (await person.SignInAsync(backupCodes[_spent++]))["backup_codes_left"]!.GetValue<int>();

    /// <summary>The input's value with what stands for its placeholders.</summary>
    public async Task<string> ValueAsync(BadInput input, string? ticket = null)
    {
        var texts = await TextsAsync(input, ticket);
        return input.Value(name => texts[name]);
    }

    /// <summary>The same as octets, for what no string can hold.</summary>
    public async Task<byte[]> OctetsAsync(BadInput input, string ticket)
    {
        var texts = await TextsAsync(input, ticket);
        return input.Octets(name => texts[name]);
    }

    private async Task<Dictionary<string, string>> TextsAsync(BadInput input, string? ticket)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in input.Placeholders)
        {
            texts[name] = await TextAsync(name, ticket ?? "");
        }

        return texts;
    }

    private async Task<string> TextAsync(string name, string ticket) => name switch
    {
        "VALID" => await CodeAsync(),
        "HALF1" => (await CodeAsync())[..3],
        "HALF2" => (await app.CodeAsync())[3..],
        "ACTIVATION_CODE_JUST_USED" => activationCode,
        "BACKUP_LOWER" => backupCodes[_spent++].ToLowerInvariant(),
        "BACKUP_WITH_DASHES" => backupCodes[_spent++],
        "BACKUP_USED" => await SpentBackupCodeAsync(),
        "BACKUP_OTHER_USER" => (await CreateAsync(host)).BackupCodes.First(),
        "BACKUP_OTHER_METHOD_DEACTIVATED" => await BackupCodeOfADeactivatedMethodAsync(),
        "OTP_SUPERSEDED" => await SupersededCodeAsync(),
        "TOKEN" => ticket,
        "TOKEN_MINUS_LAST_CHAR" => ticket[..^1],
        "TOKEN_LAST_CHAR_ALIAS" => ticket[..^1] + Alias(ticket[^1]),
        "TOKEN_CONSUMED" => await SpentTicketAsync(),
        "TOKEN_EXPIRED" => await ExpiredTicketAsync(),
        "TOKEN_5_FAILURES" => await ExhaustedTicketAsync(),
        "TOKEN_OF_USER_B" => await (await CreateAsync(host)).Person.TicketAsync(),
        "ENROLMENT_TOKEN" => person.Token,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "This placeholder has no value here."),
    };

    private async Task<string> SpentBackupCodeAsync()
    {
        await SignInWithBackupCodeAsync();
        return backupCodes[_spent - 1];
    }

    private async Task<string> BackupCodeOfADeactivatedMethodAsync()
    {
        var codes = await person.AddEmailAsync();
        (await person.PostAsync("/auth/email/deactivate", new { code = codes[0] })).Has(204);
        return codes[1];
    }

    private async Task<string> SupersededCodeAsync()
    {
        await person.AddEmailAsync();
        var ticket = await person.TicketAsync();
        await AskByMailAsync(ticket);
        var first = await person.MailedCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await AskByMailAsync(ticket);
        return await person.MailedCodeAsync() == first ? "the same by chance" : first;
    }

    private async Task AskByMailAsync(string ticket) =>
        (await person.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket, method = "email" })).Has(200);

    private async Task<string> SpentTicketAsync()
    {
        var ticket = await person.TicketAsync();
        (await person.CompleteAsync(ticket, await CodeAsync())).Has(200);
        return ticket;
    }

    private async Task<string> ExpiredTicketAsync()
    {
        var ticket = await person.TicketAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(601));
        return ticket;
    }

    // Five wrong answers lock the account as well; the lock is over when the next one comes.
    private async Task<string> ExhaustedTicketAsync()
    {
        var ticket = await person.TicketAsync();
        for (var number = 0; number < 5; number++)
        {
            (await person.CompleteAsync(ticket, $"00000{number}")).Has(401);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(61));
        return ticket;
    }

    // The last of 43 base64url characters carries two bits that nobody reads: another character may decode to the same octets.
    private static char Alias(char last)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet[alphabet.IndexOf(last, StringComparison.Ordinal) ^ 1];
    }
}
