using System.Text.RegularExpressions;

namespace Trench.Backends.Sms;

/// <summary>The account that pays, and in whose name messages leave: a number or a messaging service.</summary>
internal sealed partial record TwilioAccount(string Sid, string Token, string? From, string? Service)
{
    public const string SidKey = "TWILIO_ACCOUNT_SID";
    public const string TokenKey = "TWILIO_AUTH_TOKEN";
    public const string FromKey = "TWILIO_VERIFIED_FROM_NUMBER";
    public const string ServiceKey = "TWILIO_MESSAGING_SERVICE_SID";

    /// <summary>What makes it an account, for messages.</summary>
    public const string Credentials = $"{SidKey} and {TokenKey}";

    public static readonly IReadOnlyList<string> Keys = [SidKey, TokenKey, FromKey, ServiceKey];

    /// <summary>Whether any credential is set.</summary>
    public static bool IsGiven(MethodSettings settings) =>
        Credential(settings, SidKey) is not null || Credential(settings, TokenKey) is not null;

    /// <summary>The account of a method whose settings have no faults.</summary>
    public static TwilioAccount Of(MethodSettings settings) => new(
        Credential(settings, SidKey) ?? throw new InvalidOperationException("Accounts are checked at start."),
        Credential(settings, TokenKey) ?? throw new InvalidOperationException("Accounts are checked at start."),
        settings.Given(FromKey),
        settings.Given(ServiceKey));

    /// <summary>
    /// What is wrong with a method's account, each beginning with its key. Without any credential there is nothing to be wrong.
    /// </summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        if (!IsGiven(settings))
        {
            yield break;
        }

        if (Credential(settings, SidKey) is not { } sid || !AccountSid().IsMatch(sid))
        {
            yield return $"{SidKey} is no account SID; set AC and the 32 hexadecimal digits of the account.";
        }

        if (Credential(settings, TokenKey) is not { } token || !GatewayKeys.IsToken(token))
        {
            yield return $"{TokenKey} is not set, or holds white space; set the account's token.";
        }

        if (settings.Given(ServiceKey) is { } service && !ServiceSid().IsMatch(service))
        {
            yield return $"{ServiceKey} is no messaging service SID; set MG and 32 hexadecimal digits.";
        }

        if (settings.Given(FromKey) is { } from ? !Sender().IsMatch(from) : settings.Given(ServiceKey) is null)
        {
            yield return $"{FromKey} is no sender; set a number such as +15005550006, a short code, a name of up to 11 letters, "
                + $"or {ServiceKey} instead.";
        }
    }

    /// <summary>Hides the token.</summary>
    public override string ToString() => Sid;

    // The newer django-trench reads its credentials from the environment and nowhere else. Only for a method with a sender: such variables
    // are often set on a developer's machine for something else.
    private static string? Credential(MethodSettings settings, string key) =>
        settings.Given(key) ?? (HasSender(settings) && Environment.GetEnvironmentVariable(key) is { Length: > 0 } value ? value : null);

    private static bool HasSender(MethodSettings settings) => (settings.Given(FromKey) ?? settings.Given(ServiceKey)) is not null;

    [GeneratedRegex(@"\AAC[0-9a-fA-F]{32}\z")]
    private static partial Regex AccountSid();

    [GeneratedRegex(@"\AMG[0-9a-fA-F]{32}\z")]
    private static partial Regex ServiceSid();

    [GeneratedRegex(@"\A(\+[1-9][0-9]{6,14}|[0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})\z")]
    private static partial Regex Sender();
}
