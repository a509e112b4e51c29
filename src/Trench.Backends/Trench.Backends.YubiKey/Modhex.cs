namespace Trench.Backends.YubiKey;

/// <summary>
/// The sixteen letters a YubiKey types, because most keyboard layouts have them in the same places. It types as if on a US keyboard: where
/// the layout is Dvorak, other characters arrive.
/// </summary>
internal static class Modhex
{
    /// <summary>The letters in order of their value.</summary>
    public const string Alphabet = "cbdefghijklnrtuv";

    // The same keys on a US Dvorak keyboard, in the same order.
    private const string Dvorak = "jxe.uidchtnbpygk";

    /// <summary>All characters that a key can type, in lower case.</summary>
    public static readonly string Typed = string.Concat(Alphabet.Union(Dvorak));

    /// <summary>ASCII upper case to lower, for a caps lock. Nothing else: no other letter of Unicode becomes one of these.</summary>
    public static char Lower(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;

    /// <summary>
    /// The text in modhex, or null when it mixes both keyboards. Twelve characters are in both alphabets; a text of nothing else is read
    /// as modhex, as Yubico's servers do.
    /// </summary>
    public static string? Respell(string text)
    {
        if (text.All(Alphabet.Contains))
        {
            return text;
        }

        return text.All(Dvorak.Contains)
            ? string.Create(text.Length, text, static (letters, typed) =>
            {
                for (var i = 0; i < letters.Length; i++)
                {
                    letters[i] = Alphabet[Dvorak.IndexOf(typed[i], StringComparison.Ordinal)];
                }
            })
            : null;
    }

    /// <summary>The bytes of canonical modhex.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Value(text[2 * i]) << 4) | Value(text[(2 * i) + 1]));
        }

        return bytes;
    }

    private static int Value(char letter) => Alphabet.IndexOf(letter, StringComparison.Ordinal);
}
