namespace Trench;

/// <summary>
/// What came from each client address in a sliding window, in memory: each node keeps its own. It slows down who tries many accounts; what an account allows is
/// the store's to guarantee.
/// </summary>
/// <remarks>
/// A caller without an address is not limited: all such callers would share one budget, and one could lock the others out. IPv6 counts by networks of 64 bits.
/// </remarks>
/// <param name="rate">How many in how long.</param>
/// <param name="clock">Tells the time.</param>
public sealed class AddressLog(Rate rate, TimeProvider clock)
{
    /// <summary>The most addresses kept; the one that was heard of longest ago goes first.</summary>
    public const int MostAddresses = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Instants>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Instants> _oldestFirst = new();

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

    /// <summary>How long this address has to wait; null when it need not.</summary>
    public TimeSpan? Refused(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            return _byKey.TryGetValue(AddressKey.Of(address), out var node) ? WaitOf(node.Value, now) : null;
        }
    }

    /// <summary>Counts one of this address.</summary>
    public void Count(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            Add(Take(AddressKey.Of(address)), now);
        }
    }

    /// <summary>Counts one of this address unless it has to wait, and says for how long; null when it was counted. One that waits makes nobody wait longer.</summary>
    public TimeSpan? Enter(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var instants = Take(AddressKey.Of(address));
            if (WaitOf(instants, now) is { } wait)
            {
                return wait;
            }

            Add(instants, now);
            return null;
        }
    }

    private TimeSpan? WaitOf(Instants instants, DateTimeOffset now)
    {
        var since = instants.Since(now - rate.Period);
        return since.Count < rate.Count ? null : since.Peek() + rate.Period - now;
    }

    private void Add(Instants instants, DateTimeOffset now)
    {
        var since = instants.Since(now - rate.Period);
        since.Enqueue(now);
        if (since.Count > rate.Count)
        {
            since.Dequeue();
        }
    }

    private Instants Take(string key)
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

        return (_byKey[key] = _oldestFirst.AddLast(new Instants(key))).Value;
    }

    private sealed class Instants(string key)
    {
        private readonly Queue<DateTimeOffset> _queue = new();

        public string Key { get; } = key;

        /// <summary>Those after an instant, oldest first; older ones are forgotten.</summary>
        public Queue<DateTimeOffset> Since(DateTimeOffset instant)
        {
            while (_queue.TryPeek(out var oldest) && oldest <= instant)
            {
                _queue.Dequeue();
            }

            return _queue;
        }
    }
}
