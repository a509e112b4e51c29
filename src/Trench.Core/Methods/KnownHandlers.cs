namespace Trench;

/// <summary>A handler that settings may name although the application did not register it.</summary>
/// <param name="Name">The name for <c>HANDLER</c>.</param>
/// <param name="Method">The method it serves without configuration.</param>
/// <param name="Call">The call that registers it; null while it is not built.</param>
internal sealed record KnownHandler(string Name, string Method, string? Call)
{
    /// <summary>django-trench's dotted paths, of both generations.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The handler's own keys.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether this is one of its names.</summary>
    public bool IsNamed(string name) => Aliases.Prepend(Name).Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// The handlers of this design. One that is registered wins over its line here; a line without call goes when its package is built.
/// </summary>
internal static class KnownHandlers
{
    public static readonly IReadOnlyList<KnownHandler> All =
    [
        new("email", "email", "AddEmail()")
        {
            Aliases = ["trench.backends.basic_mail.SendMailMessageDispatcher", "trench.backends.basic_mail.SendMailBackend"],
        },
        new("app", "app", "AddAuthenticatorApp()")
        {
            Aliases = ["trench.backends.application.ApplicationMessageDispatcher", "trench.backends.application.ApplicationBackend"],
        },
        new("twilio", "sms_twilio", "AddSms()")
        {
            Aliases = ["trench.backends.twilio.TwilioMessageDispatcher", "trench.backends.twilio.TwilioBackend"],
        },
        new("smsapi", "sms_api", "AddSms()")
        {
            Aliases = ["trench.backends.sms_api.SMSAPIMessageDispatcher", "trench.backends.sms_api.SmsAPIBackend"],
        },
        new("aws_sns", "sms_aws", "AddSms()")
        {
            Aliases = ["trench.backends.aws.AWSMessageDispatcher"],
        },
        new("yubikey", "yubi", "AddYubiKey()")
        {
            Aliases = ["trench.backends.yubikey.YubiKeyMessageDispatcher", "trench.backends.yubikey.YubiKeyBackend"],
        },
        new("passkey", "passkey", null),
    ];

    /// <summary>By name or alias; null without.</summary>
    public static KnownHandler? Find(string name) => All.FirstOrDefault(handler => handler.IsNamed(name));

    /// <summary>By the method it serves without configuration; null without.</summary>
    public static KnownHandler? OfMethod(string method) =>
        All.FirstOrDefault(handler => handler.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
}
