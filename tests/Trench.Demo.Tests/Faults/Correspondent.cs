using System.Security.Cryptography;

namespace Trench.Demo.Tests;

/// <summary>Someone at a process of the demo whose codes come by mail, through the sink.</summary>
internal sealed class Correspondent(Api api, SmtpSink sink)
{
    /// <summary>
    /// What the processes of these tests have in common: mail to the sink, no notices among it, and no limits for people who sign in all the time.
    /// </summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Settings =
    [
        new("TRENCH_AUTH:NOTICES", "false"),
        new("TRENCH_AUTH:SEND_WAIT", "10"),
        new("TRENCH_AUTH:BACKUP_CODES_QUANTITY", "100"),
        new("TRENCH_AUTH:LIMITS:SENDS_PER_TARGET", ""),
        new("TRENCH_AUTH:LIMITS:DAILY_SENDS_PER_TARGET", ""),
        new("TRENCH_AUTH:LIMITS:SENDS_PER_USER", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_DAY", ""),
        new("TRENCH_AUTH:LIMITS:ACCOUNT_PER_30_DAYS", ""),
        new("TRENCH_AUTH:LIMITS:ADDRESS_FAILURES", ""),
        new("Logging:LogLevel:Trench", "Warning"),
        new("Logging:LogLevel:Default", "Warning"),
        new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),
    ];

    private string _appSecret = "";
    private long _lastStep;

    public Api Api => api;

    public string Name { get; } = "anna-" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 12);

    public string Email => $"{Name}@example.com";

    /// <summary>The access token of the session in which the method was enrolled.</summary>
    public string Token { get; private set; } = "";

    public Queue<string> BackupCodes { get; } = new();

    /// <summary>Registers someone and enrols a method that sends mail.</summary>
    public static async Task<Correspondent> NewAsync(Api api, SmtpSink sink, string method = "email")
    {
        var person = await RegisterAsync(api, sink);
        (await api.PostAsync($"/auth/{method}/activate", new { }, person.Token)).Has(200);
        await person.ConfirmAsync(method, (await sink.WaitForMailAsync(person.Email)).Code);
        return person;
    }

    /// <summary>Registers someone who has the app and backup codes, and whom no login sends a mail.</summary>
    public static async Task<Correspondent> WithAppAsync(Api api, SmtpSink sink)
    {
        var person = await RegisterAsync(api, sink);
        person._appSecret = (await api.PostAsync("/auth/app/activate", new { }, person.Token)).Has(200).String("secret");
        await person.ConfirmAsync("app", await person.AppCodeAsync());
        return person;
    }

    /// <summary>A code of the app that was not given before: of this step, or of the next one where this one's was.</summary>
    public Task<string> AppCodeAsync()
    {
        var step = (long)AuthenticatorApp.Step.TotalSeconds;
        _lastStep = Math.Max(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / step, _lastStep + 1);
        return Oathtool.TotpAsync(_appSecret, DateTimeOffset.FromUnixTimeSeconds(_lastStep * step));
    }

    public Task<Answer> LogInAsync() => api.PostAsync("/auth/login", new { username = Name, password = Person.Password });

    public Task<Answer> CompleteAsync(string ticket, string code) =>
        api.PostAsync("/auth/login/code", new { ephemeral_token = ticket, code });

    /// <summary>How the sink treats this person's mail from now on.</summary>
    public Task MailsAreAsync(SinkMode mode) => sink.SetModeAsync(Email, mode);

    /// <summary>The mails that arrived so far, the one of the enrolment among them.</summary>
    public Task<IReadOnlyList<SinkMail>> MailsAsync() => sink.MailsAsync(Email);

    /// <summary>How often a mail was begun.</summary>
    public Task<int> AttemptsAsync() => sink.AttemptsAsync(Email);

    private static async Task<Correspondent> RegisterAsync(Api api, SmtpSink sink)
    {
        var person = new Correspondent(api, sink);
        (await api.PostAsync("/auth/users", new { username = person.Name, password = Person.Password, email = person.Email })).Has(201);
        person.Token = (await person.LogInAsync()).Has(200).String("access");
        return person;
    }

    private async Task ConfirmAsync(string method, string code)
    {
        foreach (var backup in (await api.PostAsync($"/auth/{method}/activate/confirm", new { code }, Token)).Has(200).BackupCodes)
        {
            BackupCodes.Enqueue(backup);
        }
    }
}
