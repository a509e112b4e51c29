namespace Trench.Backends.Sms;

/// <summary>What an SMS says.</summary>
internal static class SmsWording
{
    /// <summary>The key of the domain that codes are bound to.</summary>
    public const string DomainKey = "SMS_DOMAIN";

    private const int LongestDomain = 100;
    private const int CodeLikeDigits = 4;

    /// <summary>
    /// The engine's sentence. With <c>SMS_DOMAIN</c> a last line binds the code to the site (the WICG's origin-bound one-time codes), so
    /// that a phone offers it there and on no look-alike; the code stands in the text twice then, which is why it is off by default.
    /// </summary>
    public static string Of(Message message, MethodSettings settings) =>
        settings.Value(DomainKey) is { } domain ? $"{message.Text}\n\n@{domain} #{message.Code}" : message.Text;

    /// <summary>What is wrong with <c>SMS_DOMAIN</c>, beginning with the key.</summary>
    public static IEnumerable<string> Faults(MethodSettings settings)
    {
        if (settings.Value(DomainKey) is not { } domain)
        {
            yield break;
        }

        if (!IsHostName(domain))
        {
            yield return $"{DomainKey} is no host name; set the host of the page on which the code is entered, as in example.com.";
        }
        else if (HasCodeLikeRun(domain))
        {
            yield return $"{DomainKey} holds four or more digits in a row, which phones take for the code; set a host name without them.";
        }
    }

    private static bool IsHostName(string text) =>
        text.Length <= LongestDomain
        && text.Contains('.', StringComparison.Ordinal)
        && text.Split('.').All(label => label.Length > 0 && label[0] != '-' && label[^1] != '-'
            && label.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'));

    private static bool HasCodeLikeRun(string text)
    {
        var run = 0;
        return text.Any(letter => (run = char.IsAsciiDigit(letter) ? run + 1 : 0) >= CodeLikeDigits);
    }
}
