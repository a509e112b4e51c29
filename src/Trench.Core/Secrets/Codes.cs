using System.Buffers.Text;
using System.Security.Cryptography;

namespace Trench;

/// <summary>
/// All randomness of Trench: codes, tickets, keys, identifiers. From the operating system's generator, each character equally likely.
/// </summary>
public static class Codes
{
    private const string TenDigits = "0123456789";

    /// <summary>A code of so many ASCII digits; leading zeros count.</summary>
    public static string Digits(int length) => Text(TenDigits, length);

    /// <summary>A text of so many characters of an alphabet, which holds each character once.</summary>
    public static string Text(string alphabet, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(alphabet);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return RandomNumberGenerator.GetString(alphabet, length);
    }

    /// <summary>So many random bytes in base64url.</summary>
    public static string Token(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));
    }

    /// <summary>So many random bytes: a key.</summary>
    public static byte[] Bytes(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return RandomNumberGenerator.GetBytes(length);
    }

    /// <summary>
    /// An identifier of a row: 128 random bits in 32 lower-case hexadecimal characters. It authenticates nothing and may be logged.
    /// </summary>
    public static string Id() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// An identifier of a row that is made in great number and purged by its age: a UUID of version 7 (RFC 9562, section 5.7) in 32 lower-case
    /// hexadecimal characters, that is the milliseconds since 1970 and 74 random bits. Rows of one time stand together in the index, so that
    /// removing them touches few of its pages. It tells when the row was made, authenticates nothing and may be logged.
    /// </summary>
    /// <param name="at">When the row is made, by the clock of the application.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> is before 1970.</exception>
    public static string Id(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");
}
