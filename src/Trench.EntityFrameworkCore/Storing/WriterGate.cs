using System.Collections.Concurrent;
using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Queues the writers of this process before a database with one writer: SQLite would let the later ones poll at the lock, each with a
/// thread. Other processes still meet at the file's own lock.
/// </summary>
internal static class WriterGate
{
    private static readonly ConcurrentDictionary<string, WriterQueue> Gates = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the turn at the file of an open connection and gives it back on disposal; null where there is no file to share.
    /// </summary>
    public static async Task<WriterTurn?> EnterAsync(DbConnection connection, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (connection.DataSource.Length == 0)
        {
            return null;
        }

        var turn = new WriterTurn(Gates.GetOrAdd(connection.DataSource, _ => new WriterQueue()));
        try
        {
            return await turn.ComeAsync(longest, cancellationToken)
                ? turn
                : throw new TimeoutException("The writers before this one did not finish in time.");
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Who stands at the file of an open connection; null where nobody ever did.</summary>
    public static WriterQueue? QueueAt(DbConnection connection) => Gates.GetValueOrDefault(connection.DataSource);
}
