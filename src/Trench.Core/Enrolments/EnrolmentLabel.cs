using System.Globalization;
using System.Text;

namespace Trench;

/// <summary>What a label may be.</summary>
internal static class EnrolmentLabel
{
    /// <summary>The most characters.</summary>
    public const int Longest = 64;

    /// <summary>The label without the spaces around it; null when it is none.</summary>
    public static string? Read(string text)
    {
        var label = text.Trim(' ');
        return label.Length > Longest || label.EnumerateRunes().Any(IsUnshowable) ? null : label;
    }

    // What hides text or turns it round; but joiners belong to emoji and to several scripts.
    private static bool IsUnshowable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => rune == Rune.ReplacementChar,
    };
}
