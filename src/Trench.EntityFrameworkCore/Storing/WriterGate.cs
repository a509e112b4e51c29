using System.Collections.Concurrent;
using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Queues the writers of this process before a database with one writer: SQLite would let the later ones poll at the lock, each with a
/// thread. Other processes still meet at the file's own lock.
/// </summary>
internal static class WriterGate
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the turn at the file of an open connection and gives it back on disposal; null where there is no file to share.
    /// </summary>
    public static async Task<IDisposable?> EnterAsync(DbConnection connection, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (connection.DataSource.Length == 0)
        {
            return null;
        }

        var gate = Gates.GetOrAdd(connection.DataSource, _ => new Gate());
        return await gate.Door.WaitAsync(longest, cancellationToken)
            ? gate.Begin()
            : throw new TimeoutException("The writers before this one did not finish in time.");
    }

    /// <summary>Who has the turn at the file of an open connection: another object each time, and null while nobody has.</summary>
    public static object? TurnAt(DbConnection connection) => Gates.TryGetValue(connection.DataSource, out var gate) ? gate.Turn : null;

    private sealed class Gate
    {
        private volatile object? _turn;

        public SemaphoreSlim Door { get; } = new(1, 1);

        public object? Turn => _turn;

        public Turn Begin()
        {
            var turn = new Turn(this);
            _turn = turn;
            return turn;
        }

        public void End()
        {
            _turn = null;
            Door.Release();
        }
    }

    private sealed class Turn(Gate gate) : IDisposable
    {
        public void Dispose() => gate.End();
    }
}
