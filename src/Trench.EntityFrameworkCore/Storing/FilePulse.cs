using System.Data.Common;
using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The sign of life of a file, which has no server to ask: a writer gets in. In a crowd that may be another one than who asks, of this process or
/// of one that commits; where for a second nobody does, somebody keeps the file's lock.
/// </summary>
internal static class FilePulse
{
    // Seconds.
    private const int Patience = 1;

    // The driver tries every 150 ms; in the 30 ms of SQLite's own that each try lasts it meets the gaps between the short transactions of a crowd.
    private const string TryClosely = "PRAGMA busy_timeout = 30";
    private const string TryOnce = "PRAGMA busy_timeout = 0";

    /// <summary>Ends with the first sign at the file of an open connection; where there is none, it keeps its thread for a second.</summary>
    /// <exception cref="TimeoutException">Nobody got in.</exception>
    public static async Task BeatAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = Patience;
        var (begun, version) = (WriterGate.BegunAt(connection), await VersionAsync(command, cancellationToken));
        if (!await GetsInAsync(command, cancellationToken)
            && WriterGate.BegunAt(connection) == begun
            && await VersionAsync(command, cancellationToken) == version)
        {
            throw new TimeoutException("Somebody keeps the lock of the file.");
        }
    }

    private static async Task<bool> GetsInAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await RunAsync(command, TryClosely, cancellationToken);
        try
        {
            await RunAsync(command, "BEGIN IMMEDIATE", cancellationToken);
            await RunAsync(command, "ROLLBACK", CancellationToken.None);
            return true;
        }
        catch (DbException fault) when (StoreFaults.IsLocked(fault))
        {
            return false;
        }
        finally
        {
            await RunAsync(command, TryOnce, CancellationToken.None);
        }
    }

    // Another number as soon as any other connection has committed.
    private static async Task<long> VersionAsync(DbCommand command, CancellationToken cancellationToken)
    {
        command.CommandText = "PRAGMA data_version";
        try
        {
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        }
        catch (DbException fault) when (StoreFaults.IsLocked(fault))
        {
            // Without a write-ahead log a lock may keep readers out, too.
            throw new TimeoutException("Somebody keeps the file to himself.", fault);
        }
    }

    private static Task<int> RunAsync(DbCommand command, string text, CancellationToken cancellationToken)
    {
        command.CommandText = text;
        return command.ExecuteNonQueryAsync(cancellationToken);
    }
}
