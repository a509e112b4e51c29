using System.Collections.Concurrent;

namespace Trench.Testing;

/// <summary>What the servers of one validation service know together: accounts, keys, and the newest password of each key.</summary>
public sealed class YubiCloudBook
{
    private readonly ConcurrentDictionary<string, (byte[] Key, bool IsActive)> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Entry> _keys = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Whether the database answers.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Whether the service that decrypts answers.</summary>
    public bool CanDecrypt { get; set; } = true;

    /// <summary>Whether every password is a new one: for a service that has forgotten what it saw.</summary>
    public bool Forgets { get; set; }

    /// <summary>Adds an account.</summary>
    public void AddClient(string id, byte[] key, bool isActive = true) => _clients[id] = (key, isActive);

    /// <summary>Adds a key.</summary>
    public SoftYubiKey Add(SoftYubiKey key, bool isActive = true)
    {
        ArgumentNullException.ThrowIfNull(key);
        _keys[key.PublicId] = new Entry(key, isActive, -1, "");
        return key;
    }

    /// <summary>The secret of an active account; null without.</summary>
    internal byte[]? ClientKey(string id) => _clients.TryGetValue(id, out var client) && client.IsActive ? client.Key : null;

    /// <summary>The counters of a password, when an active key made it.</summary>
    internal (int Sessions, int Uses, int Timestamp)? Open(string otp) =>
        CanDecrypt && otp.Length > 32 && _keys.TryGetValue(otp[..^32], out var entry) && entry.IsActive
            ? YubiKeyBlock.Open(entry.Key, otp[^32..])
            : null;

    /// <summary>Remembers a password, or says why it is refused.</summary>
    internal string? Refuse(string otp, int sessions, int uses, string nonce)
    {
        lock (_lock)
        {
            var entry = _keys[otp[..^32]];
            var counter = (sessions << 8) | uses;
            if (!Forgets && counter <= entry.Counter)
            {
                return counter == entry.Counter && nonce == entry.Nonce ? "REPLAYED_REQUEST" : "REPLAYED_OTP";
            }

            _keys[otp[..^32]] = entry with { Counter = counter, Nonce = nonce };
            return null;
        }
    }

    private sealed record Entry(SoftYubiKey Key, bool IsActive, int Counter, string Nonce);
}
