using System.Globalization;

namespace Trench;

/// <summary>
/// What backup codes look like: an alphabet of one case folds the other, Crockford's also O, I and L, a mixed one folds nothing.
/// </summary>
internal static class BackupCodeShape
{
    /// <summary>The shape of codes of so many characters of an alphabet.</summary>
    public static AnswerShape Of(string alphabet, int length) => new(alphabet, length, length) { Fold = FoldOf(alphabet) };

    /// <summary>The form in which an imported code's row keeps its shape: <c>length:alphabet</c>.</summary>
    public static string Write(string alphabet, int length) => string.Create(CultureInfo.InvariantCulture, $"{length}:{alphabet}");

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else: the row was not written by an import.</exception>
    public static AnswerShape Read(string text) => text.Split(':', 2) is [var length, { Length: > 0 } alphabet]
        ? Of(alphabet, int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException("A stored shape of backup codes cannot be read.");

    private static Func<char, char> FoldOf(string alphabet)
    {
        var lower = alphabet.Any(char.IsAsciiLetterLower);
        var upper = alphabet.Any(char.IsAsciiLetterUpper);
        if (alphabet == BackupCodeAlphabet.Crockford)
        {
            return static character => char.ToUpperInvariant(character) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other when char.IsAscii(character) => other,
                _ => character,
            };
        }

        return (lower, upper) switch
        {
            (true, false) => static character => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character,
            (false, true) => static character => char.IsAsciiLetterLower(character) ? (char)(character & ~0x20) : character,
            _ => static character => character,
        };
    }
}
