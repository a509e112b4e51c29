using System.Collections.Concurrent;
using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Queues the writers of this process before a database with one writer: SQLite would let the later ones poll at the lock, each with a
/// thread. Other processes still meet at the file's own lock.
/// </summary>
internal static class WriterGate
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the turn at the file of an open connection and gives it back on disposal; null where there is no file to share.
    /// </summary>
    public static async Task<IDisposable?> EnterAsync(DbConnection connection, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (connection.DataSource.Length == 0)
        {
            return null;
        }

        var gate = Gates.GetOrAdd(connection.DataSource, _ => new SemaphoreSlim(1, 1));
        return await gate.WaitAsync(longest, cancellationToken)
            ? new Turn(gate)
            : throw new TimeoutException("The writers before this one did not finish in time.");
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
