using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trench.Backends.YubiKey;

/// <summary>A key that was programmed by its owner, so that its passwords are checked here and nobody is asked.</summary>
/// <param name="PublicId">What each of its passwords begins with.</param>
/// <param name="PrivateId">The six secret bytes in each password.</param>
/// <param name="AesKey">The sixteen bytes the passwords are encrypted with.</param>
internal sealed record OwnKey(string PublicId, byte[] PrivateId, byte[] AesKey)
{
    private const int BlockBytes = 16;
    private const int PrivateIdBytes = 6;

    /// <summary>Reads <c>publicid:privateid:aeskey</c>: modhex, 12 and 32 hexadecimal digits. Null when it is not that.</summary>
    public static OwnKey? Read(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3
            && parts[0].Length == YubiKeyOtp.PublicIdLength
            && parts[0].All(Modhex.Alphabet.Contains)
            && Hex(parts[1], PrivateIdBytes) is { } privateId
            && Hex(parts[2], BlockBytes) is { } aesKey
            ? new OwnKey(parts[0], privateId, aesKey)
            : null;
    }

    /// <summary>Whether this key made the password, and its counters then.</summary>
    public OtpReading Check(string otp)
    {
        using var aes = Aes.Create();
        aes.Key = AesKey;
        Span<byte> block = stackalloc byte[BlockBytes];
        aes.DecryptEcb(YubiKeyOtp.Block(otp), block, PaddingMode.None);

        // Layout: private id (6), sessions (2, little endian, top bit for caps lock), timestamp (3), uses (1), random (2), checksum (2).
        var isGenuine = Checksum(block) == ChecksumResidue & CryptographicOperations.FixedTimeEquals(block[..PrivateIdBytes], PrivateId);
        var sessions = BinaryPrimitives.ReadUInt16LittleEndian(block[PrivateIdBytes..]) & KeyCounter.MostSessions;
        var reading = isGenuine ? OtpReading.Good(KeyCounter.Of(sessions, block[11])) : OtpReading.Bad("wrong");
        CryptographicOperations.ZeroMemory(block);
        return reading;
    }

    /// <summary>Hides the secrets.</summary>
    public override string ToString() => PublicId;

    private static byte[]? Hex(string text, int bytes) =>
        text.Length == 2 * bytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    // CRC-16 of ISO 13239 over all sixteen bytes, its own two among them, leaves this.
    private const ushort ChecksumResidue = 0xf0b8;

    private static ushort Checksum(ReadOnlySpan<byte> block)
    {
        ushort checksum = 0xffff;
        foreach (var value in block)
        {
            checksum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                checksum = (ushort)((checksum & 1) == 1 ? (checksum >> 1) ^ 0x8408 : checksum >> 1);
            }
        }

        return checksum;
    }
}
