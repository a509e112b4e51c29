using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Trench;

/// <summary>
/// The keys of every keyed hash the database holds: a stolen database alone lets nobody try codes. Each hash names the version it was made
/// with, so that new versions come while old hashes stay good.
/// </summary>
public sealed class PepperRing(IPepperSource source, TimeProvider clock)
{
    // A new version made elsewhere is taken up in this time; a hash that names an unknown one looks for it at once, but not at every guess.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _door = new();
    private volatile Rack? _rack;

    /// <summary>The version for new hashes.</summary>
    /// <exception cref="SecretUnavailableException">The peppers cannot be opened.</exception>
    public string Current => Read(Longest).Current;

    /// <summary>Whether hashes of this version can be made and checked.</summary>
    public bool Has(string version) => Find(version) is not null;

    /// <summary>
    /// HMAC-SHA256 over the parts. Every part is preceded by its length, so that no two different lists of parts run together; the first
    /// says what the hash is for.
    /// </summary>
    /// <exception cref="SecretUnavailableException">The version is not in the ring.</exception>
    public byte[] Mac(string version, params ReadOnlySpan<string> parts)
    {
        var key = Find(version) ?? throw new SecretUnavailableException($"Pepper version '{version}' is not in the ring.");
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

    private byte[]? Find(string version) =>
        Read(Longest).Keys.GetValueOrDefault(version) ?? Read(Shortest).Keys.GetValueOrDefault(version);

    // One reads anew, and the others go on with what is known: a store that is away holds nobody up.
    private Rack Read(TimeSpan oldest)
    {
        if (_rack is not { } rack)
        {
            lock (_door)
            {
                return _rack ??= Load();
            }
        }

        if (clock.GetElapsedTime(rack.ReadAt) < oldest || !_door.TryEnter())
        {
            return rack;
        }

        try
        {
            return _rack = Load();
        }
        catch (StoreUnavailableException)
        {
            return rack;
        }
        finally
        {
            _door.Exit();
        }
    }

    private Rack Load()
    {
        var peppers = source.Read();
        return new Rack(
            peppers.Count > 0 ? peppers[0].Version : throw new SecretUnavailableException("No pepper can be opened."),
            peppers.ToFrozenDictionary(pepper => pepper.Version, pepper => pepper.Key, StringComparer.Ordinal),
            clock.GetTimestamp());
    }

    private sealed record Rack(string Current, FrozenDictionary<string, byte[]> Keys, long ReadAt)
    {
        public override string ToString() => "***";
    }
}
