namespace Trench;

/// <summary>Texts with a grammar: the issuer, calling codes, and the keys of <c>ALLOW_INSECURE</c>.</summary>
internal sealed class TextCheck : ISettingCheck
{
    private const int LongestIssuer = 100;

    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        var issuer = options.ApplicationIssuerName;
        if (string.IsNullOrWhiteSpace(issuer) || issuer.Length > LongestIssuer || issuer.Any(char.IsControl))
        {
            yield return new SettingFault(
                "APPLICATION_ISSUER_NAME",
                $"is empty, longer than {LongestIssuer} characters or not printable; set the name an authenticator app shows.");
        }

        if (!options.SmsCountries.All(IsCallingCode))
        {
            yield return new SettingFault("SMS_COUNTRIES", "has an item that is not a calling code; set one to three digits without plus, as in 48,1.");
        }

        foreach (var key in options.AllowInsecure.Where(key => !InsecureChoices.Keys.Any(known => SettingName.Same(known, key))))
        {
            yield return new SettingFault(
                "ALLOW_INSECURE",
                $"names {key}, which has no insecure value; the keys are {string.Join(", ", InsecureChoices.Keys)}." + Nearest.Hint(key, InsecureChoices.Keys));
        }
    }

    private static bool IsCallingCode(string text) => text.Length is >= 1 and <= 3 && text[0] != '0' && text.All(char.IsAsciiDigit);
}
