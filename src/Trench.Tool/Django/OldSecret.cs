namespace Trench.Tool;

/// <summary>Secrets of authenticator apps as pyotp reads them: base32 of RFC 4648 in any case, with or without padding.</summary>
internal static class OldSecret
{
    /// <summary>The fewest bits taken over: what django-trench 0.2 made by default.</summary>
    public const int FewestBits = 80;

    /// <summary>Fewer than these are weak (RFC 4226 section 4 R6).</summary>
    public const int StrongBits = 160;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The bytes; null when the text is no base32. Bits beyond the last whole byte are dropped, as there.</summary>
    public static byte[]? Decode(string text)
    {
        var characters = text.TrimEnd('=').ToUpperInvariant();
        if (characters.Length == 0 || characters.Length % 8 is 1 or 3 or 6)
        {
            return null;
        }

        var bytes = new byte[characters.Length * 5 / 8];
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var character in characters)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            buffer = ((buffer << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[written++] = (byte)(buffer >> bits);
            }
        }

        return bytes;
    }
}
