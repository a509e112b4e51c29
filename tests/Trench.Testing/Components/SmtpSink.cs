using System.Globalization;
using System.Net.Http.Json;

namespace Trench.Testing;

/// <summary>What the mail sink does with the messages of a recipient.</summary>
public enum SinkMode
{
    /// <summary>Takes them.</summary>
    Accept,

    /// <summary>Refuses the recipient for now (451).</summary>
    RefuseForNow,

    /// <summary>Refuses the recipient for good (550).</summary>
    RefuseForGood,

    /// <summary>Answers nothing after the message was sent, until the mode changes; then it takes the message.</summary>
    Hang,

    /// <summary>Takes the message, and does not say so until the mode changes.</summary>
    TakeSilently,

    /// <summary>Closes the connection instead of answering the message.</summary>
    Drop,
}

/// <summary>Reads the mail sink that <c>./test</c> started. Use addresses of your own in every test: all tests share the sink.</summary>
public sealed class SmtpSink : IDisposable
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _control = new() { BaseAddress = TestEnvironment.SmtpControl };

    /// <summary>The demo's own settings for it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Email:Smtp:Host", TestEnvironment.SmtpHost),
        new("Email:Smtp:Port", TestEnvironment.SmtpPort.ToString(CultureInfo.InvariantCulture)),
        new("Email:Smtp:User", TestEnvironment.SmtpUser),
        new("Email:Smtp:Password", TestEnvironment.SmtpPassword),
        new("Email:Smtp:Security", "StartTls"),
        new("Email:Smtp:CaFile", TestEnvironment.SmtpCaFile),
    ];

    /// <summary>Waits until <paramref name="count"/> mails to the address are there and returns the newest; fails the test when time is up.</summary>
    public async Task<SinkMail> WaitForMailAsync(string to, int count = 1, TimeSpan? patience = null)
    {
        var seconds = (patience ?? DefaultPatience).TotalSeconds;
        var mails = await ReadAsync(FormattableString.Invariant($"mails?to={Uri.EscapeDataString(to)}&count={count}&wait={seconds}"));
        return mails.Count >= count
            ? mails[^1]
            : throw new TimeoutException($"{mails.Count} of {count} mails to {to} arrived within {seconds} s.");
    }

    /// <summary>The mails to the address by now, oldest first.</summary>
    public Task<IReadOnlyList<SinkMail>> MailsAsync(string to) => ReadAsync($"mails?to={Uri.EscapeDataString(to)}");

    /// <summary>How often this recipient was offered to the sink, refused offers included.</summary>
    public async Task<int> AttemptsAsync(string to) =>
        (await _control.GetFromJsonAsync<SinkAttempts>($"attempts?to={Uri.EscapeDataString(to)}"))?.Attempts ?? 0;

    /// <summary>Sets how the sink treats this recipient's mail from now on.</summary>
    public async Task SetModeAsync(string to, SinkMode mode)
    {
        using var answer = await _control.PostAsync($"mode/{Word(mode)}?to={Uri.EscapeDataString(to)}", content: null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Forgets this recipient's mails and attempts.</summary>
    public async Task ForgetAsync(string to)
    {
        using var answer = await _control.DeleteAsync($"mails?to={Uri.EscapeDataString(to)}");
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose() => _control.Dispose();

    private async Task<IReadOnlyList<SinkMail>> ReadAsync(string query) =>
        await _control.GetFromJsonAsync<List<SinkMail>>(query) ?? [];

    private static string Word(SinkMode mode) => mode switch
    {
        SinkMode.Accept => "ok",
        SinkMode.RefuseForNow => "451",
        SinkMode.RefuseForGood => "550",
        SinkMode.Hang => "hang",
        SinkMode.TakeSilently => "take",
        SinkMode.Drop => "drop",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The sink does not know this mode."),
    };

    private sealed record SinkAttempts(int Attempts);
}
