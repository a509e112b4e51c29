namespace Trench.Backends.AuthenticatorApp;

/// <summary>Base32 of RFC 4648 section 6, without padding, as authenticator apps want their secret.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The text of some bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        var buffer = 0;
        var bits = 0;
        var written = 0;
        foreach (var value in bytes)
        {
            buffer = ((buffer << 8) | value) & 0xfff;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[written++] = Alphabet[(buffer >> bits) & 0x1f];
            }
        }

        if (bits > 0)
        {
            text[written] = Alphabet[(buffer << (5 - bits)) & 0x1f];
        }

        return new string(text);
    }

    /// <summary>How many bytes a text of this many characters holds; null when no whole number of bytes is that long.</summary>
    public static int? BytesIn(int characters)
    {
        var bytes = characters * 5 / 8;
        return ((bytes * 8) + 4) / 5 == characters ? bytes : null;
    }
}
