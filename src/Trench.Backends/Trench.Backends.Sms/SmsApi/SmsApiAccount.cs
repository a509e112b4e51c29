namespace Trench.Backends.Sms;

/// <summary>The account that pays, and the sender's name; the account's own default without one.</summary>
internal sealed record SmsApiAccount(string Token, string? From)
{
    public const string TokenKey = "SMSAPI_ACCESS_TOKEN";
    public const string FromKey = "SMSAPI_FROM_NUMBER";

    /// <summary>What makes it an account, for messages.</summary>
    public const string Credentials = TokenKey;

    public static readonly IReadOnlyList<string> Keys = [TokenKey, FromKey];

    private const int LongestSender = 16;

    /// <summary>Whether the credential is set.</summary>
    public static bool IsGiven(MethodSettings settings) => settings.Given(TokenKey) is not null;

    /// <summary>The account of a method whose settings have no faults.</summary>
    public static SmsApiAccount Of(MethodSettings settings) => new(
        settings.Given(TokenKey) ?? throw new InvalidOperationException("Accounts are checked at start."),
        settings.Given(FromKey));

    /// <summary>
    /// What is wrong with a method's account, each beginning with its key. Without credential there is nothing to be wrong.
    /// </summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        if (!IsGiven(settings))
        {
            yield break;
        }

        if (settings.Given(TokenKey) is { } token && !GatewayKeys.IsToken(token))
        {
            yield return $"{TokenKey} holds white space or other than ASCII; set the token of the account.";
        }

        if (settings.Given(FromKey) is { } from && (from.Length > LongestSender || from.Any(char.IsControl)))
        {
            yield return $"{FromKey} is no sender; set a registered name of up to 11 characters, or a number.";
        }
    }

    /// <summary>Hides the token.</summary>
    public override string ToString() => "***";
}
