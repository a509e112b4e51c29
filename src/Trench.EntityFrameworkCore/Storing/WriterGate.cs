using System.Collections.Concurrent;
using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Queues the writers of this process before a database with one writer: SQLite would let the later ones poll at the lock, each with a
/// thread. Other processes still meet at the file's own lock.
/// </summary>
internal static class WriterGate
{
    private static readonly ConcurrentDictionary<string, Queue> Gates = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the turn at the file of an open connection and gives it back on disposal; null where there is no file to share.
    /// </summary>
    public static async Task<Turn?> EnterAsync(DbConnection connection, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (!IsAt(connection))
        {
            return null;
        }

        var queue = Gates.GetOrAdd(connection.DataSource, _ => new Queue());
        return await queue.Door.WaitAsync(longest, cancellationToken)
            ? new Turn(queue)
            : throw new TimeoutException("The writers before this one did not finish in time.");
    }

    /// <summary>Whether an open connection has a file to share; a database in memory has none.</summary>
    public static bool IsAt(DbConnection connection) => connection.DataSource.Length > 0;

    /// <summary>How often a writer of this process has got the lock of the file of an open connection.</summary>
    public static int LocksAt(DbConnection connection) => Gates.GetValueOrDefault(connection.DataSource)?.Locks ?? 0;

    /// <summary>Whether a writer of this process has the lock of the file of an open connection.</summary>
    public static bool IsLockedAt(DbConnection connection) => Gates.GetValueOrDefault(connection.DataSource)?.IsLocked ?? false;

    /// <summary>The head of the queue.</summary>
    internal sealed class Turn(Queue queue) : IDisposable
    {
        /// <summary>Tells that the file's lock is got: until then the writer may wait for another process.</summary>
        public void Lock() => queue.Lock();

        public void Dispose() => queue.Leave();
    }

    /// <summary>The writers of this process at one file.</summary>
    internal sealed class Queue
    {
        private int _locks;
        private volatile bool _isLocked;

        public SemaphoreSlim Door { get; } = new(1, 1);

        public int Locks => Volatile.Read(ref _locks);

        public bool IsLocked => _isLocked;

        public void Lock()
        {
            Interlocked.Increment(ref _locks);
            _isLocked = true;
        }

        public void Leave()
        {
            _isLocked = false;
            Door.Release();
        }
    }
}
