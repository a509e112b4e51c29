using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.YubiKey;

/// <summary>
/// The signature of the validation protocol 2.0, in both directions: HMAC-SHA1 over all pairs but the signature, sorted by key, as
/// <c>k=v</c> joined by <c>&amp;</c>. The values are those before any percent-encoding.
/// </summary>
internal static class CloudSignature
{
    /// <summary>The key of the pair that holds it.</summary>
    public const string Name = "h";

    /// <summary>Signs.</summary>
    public static byte[] Of(IEnumerable<KeyValuePair<string, string>> pairs, ReadOnlySpan<byte> key)
    {
        var signed = string.Join('&', pairs
            .Where(pair => pair.Key != Name)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}"));
        return CryptographicOperations.HmacData(HashAlgorithmName.SHA1, key, Encoding.ASCII.GetBytes(signed));
    }

    /// <summary>Whether the pairs bear the signature of this key. Compared in fixed time.</summary>
    public static bool IsOn(IReadOnlyDictionary<string, string> pairs, ReadOnlySpan<byte> key)
    {
        Span<byte> given = stackalloc byte[64];
        return pairs.TryGetValue(Name, out var text)
            && Convert.TryFromBase64String(text, given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], Of(pairs, key));
    }
}
