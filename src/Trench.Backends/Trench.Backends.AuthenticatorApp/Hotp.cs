using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>One-time passwords from a counter (RFC 4226), over any hash that RFC 6238 adds.</summary>
internal static class Hotp
{
    /// <summary>The fewest digits (RFC 4226 section 5.3).</summary>
    public const int FewestDigits = 6;

    /// <summary>The most digits; nine or more would not be evenly spread over the 31 bits of the truncation.</summary>
    public const int MostDigits = 8;

    private const int LargestHash = 64;

    /// <summary>Writes the code as ASCII digits, as many as the target holds.</summary>
    public static void Write(ReadOnlySpan<byte> secret, long counter, HashAlgorithmName hash, Span<byte> digits)
    {
        Span<byte> moving = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moving, counter);
        Span<byte> mac = stackalloc byte[LargestHash];
        mac = mac[..CryptographicOperations.HmacData(hash, secret, moving, mac)];

        // RFC 4226 section 5.3: the low four bits of the last byte say where, the top bit of what is there goes.
        var offset = mac[^1] & 0x0f;
        var value = BinaryPrimitives.ReadUInt32BigEndian(mac[offset..]) & 0x7fff_ffff;
        for (var index = digits.Length - 1; index >= 0; index--)
        {
            digits[index] = (byte)('0' + (value % 10));
            value /= 10;
        }

        CryptographicOperations.ZeroMemory(mac);
    }
}
