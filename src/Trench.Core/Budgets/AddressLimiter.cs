using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Wrong passwords per client address in a sliding window. Kept by each node for itself: the account's budget in the store is the
/// guarantee, this only slows down who tries many accounts.
/// </summary>
/// <remarks>
/// A caller without an address is not limited: all such callers would share one budget, and one could lock the others out.
/// </remarks>
internal sealed class AddressLimiter(IOptions<TrenchOptions> options, TimeProvider clock)
{
    /// <summary>The most addresses kept; the one that failed longest ago goes first.</summary>
    public const int MostAddresses = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Failures>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Failures> _oldestFirst = new();

    /// <summary>Addresses kept now.</summary>
    public int Kept
    {
        get
        {
            lock (_lock)
            {
                return _byKey.Count;
            }
        }
    }

    /// <summary>How long this address has to wait; null when it may try.</summary>
    public TimeSpan? Refused(string? address)
    {
        if (options.Value.Limits.AddressFailures is not { } rate || string.IsNullOrEmpty(address))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!_byKey.TryGetValue(AddressKey.Of(address), out var node))
            {
                return null;
            }

            var since = node.Value.Since(now - rate.Period);
            return since.Count < rate.Count ? null : since.Peek() + rate.Period - now;
        }
    }

    /// <summary>Counts a wrong password of this address.</summary>
    public void Count(string? address)
    {
        if (options.Value.Limits.AddressFailures is not { } rate || string.IsNullOrEmpty(address))
        {
            return;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var failures = Take(AddressKey.Of(address)).Since(now - rate.Period);
            failures.Enqueue(now);
            if (failures.Count > rate.Count)
            {
                failures.Dequeue();
            }
        }
    }

    private Failures Take(string key)
    {
        if (_byKey.TryGetValue(key, out var node))
        {
            _oldestFirst.Remove(node);
            _oldestFirst.AddLast(node);
            return node.Value;
        }

        if (_byKey.Count == MostAddresses && _oldestFirst.First is { } oldest)
        {
            _byKey.Remove(oldest.Value.Key);
            _oldestFirst.Remove(oldest);
        }

        return (_byKey[key] = _oldestFirst.AddLast(new Failures(key))).Value;
    }

    private sealed class Failures(string key)
    {
        private readonly Queue<DateTimeOffset> _instants = new();

        public string Key { get; } = key;

        /// <summary>The failures after an instant, oldest first; older ones are forgotten.</summary>
        public Queue<DateTimeOffset> Since(DateTimeOffset instant)
        {
            while (_instants.TryPeek(out var oldest) && oldest <= instant)
            {
                _instants.Dequeue();
            }

            return _instants;
        }
    }
}
