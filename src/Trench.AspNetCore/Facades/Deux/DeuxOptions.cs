namespace Trench.AspNetCore;

/// <summary>The settings of <c>DEUX</c>. Every key is accepted in deux' spelling and in .NET's; docs/settings.md lists them all.</summary>
public sealed class DeuxOptions
{
    /// <summary>Characters of the code that <c>recovery</c> shows. Default 16; 10 to 30, and the code must hold at least 64 bits.</summary>
    public int BackupCodeDigits { get; set; } = 16;

    /// <summary>Digits of a delivered code. Default 6; 6 to 8.</summary>
    public int MfaCodeNumDigits { get; set; } = 6;

    /// <summary>A third of the time for which a delivered code is good. Default 30 seconds; 10 to 200.</summary>
    public TimeSpan StepSize { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The class of new enrolments, as <c>USER_MFA_MODEL</c> names it. Default: that of the engine.</summary>
    public string? MfaModel { get; set; }

    /// <summary>
    /// The class that sends text messages: the full name of an <see cref="IMfaTextSender"/> of the application. Default: a method of the
    /// engine sends. In code, <see cref="SendTextsBy"/>.
    /// </summary>
    public string? SendMfaTextFunc { get; set; }

    /// <summary>The Twilio account of the method <c>sms_twilio</c>, where that has none of its own.</summary>
    public string? TwilioAccountSid { get; set; }

    /// <summary>Its token.</summary>
    public string? TwilioAuthToken { get; set; }

    /// <summary>Its sender: a number, or a messaging service.</summary>
    public string? TwilioSmsPoolSid { get; set; }

    /// <summary>The method that <c>sms</c> in a path means. Default: the first configured one that sends to a phone number.</summary>
    public string? SmsMethod { get; set; }

    /// <summary>
    /// Whether a code read at <c>recovery</c> replaces the one read before, as deux has it. Default false: the newest two are good.
    /// </summary>
    public bool RecoveryReplaces { get; set; }

    /// <summary>Whether a login by backup code removes all methods, as deux has it. Default false.</summary>
    public bool BackupCodeDisablesMfa { get; set; }

    /// <summary>The OAuth clients, by their id.</summary>
    public IReadOnlyDictionary<string, DeuxClient> Clients { get; set; } = new Dictionary<string, DeuxClient>();

    /// <summary>Keys whose insecure value is accepted knowingly; each logs a warning at start.</summary>
    public IReadOnlyList<string> AllowInsecure { get; set; } = [];

    /// <summary>What sends text messages; null when a method of the engine does.</summary>
    internal Func<IServiceProvider, IMfaTextSender>? Texts { get; private set; }

    /// <summary>Sends text messages by a function: it throws <see cref="DeliveryRefusedException"/> to say no in words for the user.</summary>
    public void SendTextsBy(Func<Message, CancellationToken, Task> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        Texts = _ => new TextFunction(send);
    }

    /// <summary>Sends text messages by a class, made with what its constructor asks for.</summary>
    internal void UseSender(Func<IServiceProvider, IMfaTextSender> make) => Texts ??= make;

    private sealed class TextFunction(Func<Message, CancellationToken, Task> send) : IMfaTextSender
    {
        public Task SendAsync(Message message, CancellationToken cancellationToken) => send(message, cancellationToken);
    }
}

/// <summary>An OAuth client: one section of <c>DEUX:CLIENTS</c>.</summary>
public sealed class DeuxClient
{
    /// <summary>The SHA-256 of its secret in base64url; null without.</summary>
    internal string? SecretHash { get; private set; }

    /// <summary>Whether its secret is shorter than what can be guessed.</summary>
    internal bool IsGuessable { get; private set; }

    /// <summary>What it may ask for.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Sets its secret, of which only the hash is kept.</summary>
    public void SetSecret(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        SecretHash = Digest.Of(secret);
        IsGuessable = secret.Length < 16;
    }
}
