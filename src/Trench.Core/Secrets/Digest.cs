using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>Plain SHA-256, for values that hold enough randomness of their own: tickets, session secrets, security stamps.</summary>
public static class Digest
{
    /// <summary>SHA-256 of the exact text, in base64url: two spellings of one value are two values.</summary>
    public static string Of(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether two digests are equal, in fixed time.</summary>
    public static bool Same(string? left, string right) =>
        left is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
