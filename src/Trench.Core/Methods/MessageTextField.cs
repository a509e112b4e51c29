namespace Trench;

/// <summary>
/// The text of a message that a config may set: it shows the code once, and nothing else that a phone could take for one.
/// </summary>
internal static class MessageTextField
{
    public const string Name = "message_text";

    private const string Place = "{code}";
    private const int DigitsOfACode = 4;

    public static readonly ConfigField Field = new(Name, "The text around the code, with {code} in it; empty leaves it to the method.")
    {
        LongestLength = 300,
        Fault = text => IsGood(text) ? null : ConfigPhrases.BadMessageText,
    };

    private static bool IsGood(string text)
    {
        var rest = text.Replace(Place, "", StringComparison.Ordinal);
        return rest.Length == text.Length - Place.Length && !text.Any(char.IsControl) && LongestRun(rest) < DigitsOfACode;
    }

    private static int LongestRun(string text)
    {
        var (run, longest) = (0, 0);
        foreach (var letter in text)
        {
            run = char.IsAsciiDigit(letter) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
