using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.AuthenticatorApp.Tests;

/// <summary>Names as hostile as people's names may be: all of Unicode, and all that means something in an address.</summary>
internal static class RandomLabel
{
    private static readonly string[] Favourites =
    [
        "&", "?", "#", "%", "%20", "+", "=", "/", "\"", "'", "\\", "<b>", ";", "@", " ", "&secret=AAAA",
        "é", "ß", "e\u0301", "עברית", "العربية", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    ];

    /// <summary>One to seven pieces, without what an app could not show.</summary>
    public static string Next()
    {
        var label = new StringBuilder();
        foreach (var _ in Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 8)))
        {
            label.Append(RandomNumberGenerator.GetInt32(2) == 0 ? RandomNumberGenerator.GetItems(Favourites, 1)[0] : NextRune().ToString());
        }

        return label.ToString().Trim() is { Length: > 0 } text ? text : Next();
    }

    private static Rune NextRune()
    {
        while (true)
        {
            if (Rune.TryCreate(RandomNumberGenerator.GetInt32(0x20, 0x11_0000), out var rune) && IsShown(rune))
            {
                return rune;
            }
        }
    }

    private static bool IsShown(Rune rune) =>
        rune.Value is not (':' or 0xfffd)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
