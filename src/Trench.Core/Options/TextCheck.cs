namespace Trench;

/// <summary>Texts with a grammar: calling codes and the keys of <c>ALLOW_INSECURE</c>.</summary>
internal sealed class TextCheck(IEnumerable<ISettingSection> sections) : ISettingCheck
{
    private readonly string[] _insecure = [.. InsecureChoices.Keys, .. sections.SelectMany(section => section.InsecureKeys)];

    public IEnumerable<SettingFault> Faults(TrenchOptions options)
    {
        if (!options.SmsCountries.All(IsCallingCode))
        {
            yield return new SettingFault(
                "SMS_COUNTRIES",
                "has an item that is not a calling code; set one to three digits without plus, as in 48,1.");
        }

        foreach (var key in options.AllowInsecure.Where(key => !_insecure.Any(known => SettingName.Same(known, key))))
        {
            yield return new SettingFault(
                "ALLOW_INSECURE",
                $"names {key}, which has no insecure value; the keys are {string.Join(", ", _insecure)}."
                    + Nearest.Hint(key, _insecure));
        }
    }

    private static bool IsCallingCode(string text) => text.Length is >= 1 and <= 3 && text[0] != '0' && text.All(char.IsAsciiDigit);
}
