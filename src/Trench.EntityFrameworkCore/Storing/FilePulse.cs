using System.Data.Common;
using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The sign of life of a file, which has no server to ask: nobody waits for its lock, or somebody gets it, or another process commits. A writer
/// that waits while others write is in a crowd; one that waits while nobody does stands before a transaction that another program keeps open.
/// </summary>
internal static class FilePulse
{
    // Seconds. A question that the lock keeps back as well, as it may where the file has no write-ahead log, is no sign.
    private const int Patience = 1;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends with the first sign at the file of an open connection.</summary>
    /// <exception cref="TimeoutException">The file cannot even be read.</exception>
    public static async Task BeatAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (WriterGate.QueueAt(connection) is not { Waiting: > 0, Locks: var locks } queue)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        command.CommandTimeout = Patience;
        var version = await VersionAsync(command, cancellationToken);
        while (queue is { Waiting: > 0, IsLocked: false } && queue.Locks == locks && await VersionAsync(command, cancellationToken) == version)
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    // Another number as soon as any other connection has committed.
    private static async Task<long> VersionAsync(DbCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
        catch (DbException fault)
        {
            throw new TimeoutException("The file cannot be read.", fault);
        }
    }
}
