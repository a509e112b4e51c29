using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>A password hash in Django's form <c>pbkdf2_sha256$iterations$salt$hash</c>.</summary>
/// <param name="Iterations">The work factor.</param>
/// <param name="Salt">The salt; its characters are the salt, it is not encoded.</param>
/// <param name="Value">The hash: base64 of 32 bytes.</param>
internal sealed record DjangoHash(int Iterations, string Salt, string Value)
{
    /// <summary>
    /// The most iterations taken over; Django's default grows by about a fifth each release, from 260,000 (3.2) to 1,200,000 (6.0).
    /// </summary>
    public const int MostIterations = 2_000_000;

    private const string Algorithm = "pbkdf2_sha256";
    private const int HashBytes = 32;

    /// <summary>Everything but the hash: <c>pbkdf2_sha256$iterations$salt</c>.</summary>
    public string Scheme => string.Create(CultureInfo.InvariantCulture, $"{Algorithm}${Iterations}${Salt}");

    /// <summary>Reads a hash; null when it is none of this algorithm.</summary>
    public static DjangoHash? Read(string encoded) =>
        encoded.Split('$') is [Algorithm, var iterations, { Length: > 0 } salt, var value]
        && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is > 0 and <= MostIterations
        && Convert.TryFromBase64String(value, new byte[HashBytes], out var length)
        && length == HashBytes
            ? new DjangoHash(count, salt, value)
            : null;

    /// <summary>The hash of a text under a stored <see cref="Scheme"/>.</summary>
    /// <exception cref="FormatException">The scheme was not written by an import.</exception>
    public static DjangoHash Compute(string scheme, string text)
    {
        if (scheme.Split('$') is not [Algorithm, var iterations, var salt]
            || !int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw new FormatException("A stored scheme of a backup code cannot be read.");
        }

        var hash = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(salt), count, HashAlgorithmName.SHA256, HashBytes);
        return new DjangoHash(count, salt, Convert.ToBase64String(hash));
    }

    /// <summary>Hides the hash.</summary>
    public override string ToString() => "***";
}
