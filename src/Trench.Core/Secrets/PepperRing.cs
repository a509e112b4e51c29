using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>
/// The keys of every keyed hash the database holds. They hang on the master key, so that a stolen database alone lets nobody try codes. Each hash names
/// the version it was made with, so that a new version can be added while old hashes stay good.
/// </summary>
public sealed class PepperRing
{
    private readonly Dictionary<string, byte[]> _keys;

    /// <summary>The peppers of a master key, newest version first.</summary>
    public PepperRing(MasterKey masterKey, params IReadOnlyList<string> versions)
    {
        ArgumentNullException.ThrowIfNull(masterKey);
        ArgumentNullException.ThrowIfNull(versions);
        Versions = versions.Count == 0 ? ["1"] : versions;
        _keys = Versions.ToDictionary(version => version, version => masterKey.Derive("pepper/" + version), StringComparer.Ordinal);
    }

    /// <summary>The versions, newest first.</summary>
    public IReadOnlyList<string> Versions { get; }

    /// <summary>The version for new hashes.</summary>
    public string Current => Versions[0];

    /// <summary>
    /// HMAC-SHA256 over the parts. Every part is preceded by its length, so that no two different lists of parts run together; the first says what the
    /// hash is for.
    /// </summary>
    /// <exception cref="SecretUnavailableException">The version is not in the ring.</exception>
    public byte[] Mac(string version, params ReadOnlySpan<string> parts)
    {
        if (!_keys.TryGetValue(version, out var key))
        {
            throw new SecretUnavailableException($"Pepper version '{version}' is not in the ring.");
        }

        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            mac.AppendData(length);
            mac.AppendData(bytes);
        }

        return mac.GetHashAndReset();
    }
}
