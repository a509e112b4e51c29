using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>
/// The one key outside the database. Peppers, the token key and the seal of the key ring are derived from it (HKDF-SHA256, RFC 5869), each
/// for a purpose of its own, so that none tells anything about another. While it is changed for another one, both are there: the first
/// seals and signs, the others only open and check.
/// </summary>
public sealed class MasterKey
{
    /// <summary>The shortest accepted key in bytes.</summary>
    public const int MinimumLength = 32;

    private readonly byte[] _key;

    /// <summary>Takes a key of at least 32 bytes, and those that are only to open what is there.</summary>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public MasterKey(byte[] key, params IReadOnlyList<MasterKey> others)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(others);
        if (key.Length < MinimumLength)
        {
            throw new ArgumentException($"The master key needs at least {MinimumLength} bytes.", nameof(key));
        }

        _key = [.. key];
        All = [this, .. others];
    }

    /// <summary>This key, which seals and signs, then those that only open and check.</summary>
    public IReadOnlyList<MasterKey> All { get; }

    /// <summary>Derives a key for one purpose, for instance <c>pepper/1</c> or <c>key-ring</c>.</summary>
    public byte[] Derive(string purpose, int length = 32) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, length, salt: null, info: Encoding.UTF8.GetBytes("trench/" + purpose));

    /// <summary>The derived keys of all master keys: the first signs, each checks.</summary>
    public IReadOnlyList<byte[]> DeriveAll(string purpose, int length = 32) => [.. All.Select(key => key.Derive(purpose, length))];

    /// <summary>Hides the key.</summary>
    public override string ToString() => "***";
}
