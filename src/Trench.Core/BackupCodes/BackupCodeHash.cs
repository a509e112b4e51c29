using System.Buffers.Text;
using System.Security.Cryptography;

namespace Trench;

/// <summary>
/// What is stored of a backup code: PBKDF2-SHA256 over its peppered HMAC with one salt per user. A guess costs one hash however many codes
/// there are, and a database without the pepper lets nobody try (NIST SP 800-63B-4 section 3.1.2.2 allows a small work factor for random
/// codes).
/// </summary>
internal sealed class BackupCodeHash(PepperRing peppers)
{
    private const int Iterations = 10_000;
    private const int HashBytes = 32;

    /// <summary>The hash of a code in its canonical form.</summary>
    public string Of(string code, string userId, string salt, string pepperId) => Base64Url.EncodeToString(Rfc2898DeriveBytes.Pbkdf2(
        peppers.Mac(pepperId, "bc", userId, code),
        Base64Url.DecodeFromChars(salt),
        Iterations,
        HashAlgorithmName.SHA256,
        HashBytes));

    /// <summary>
    /// What is stored of a code of which only Django's hash is known: its peppered HMAC. It is tried by computing Django's hash first, so a
    /// guess costs what it did there, and without the pepper there is nothing to compare with.
    /// </summary>
    public string Of(DjangoHash hash, string userId, string pepperId) =>
        Base64Url.EncodeToString(peppers.Mac(pepperId, "bc-django", userId, hash.Scheme, hash.Value));
}
