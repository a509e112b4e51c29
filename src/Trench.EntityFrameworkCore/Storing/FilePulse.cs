using System.Data.Common;
using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The sign of life of a file, which has no server to ask: a writer gets in. It is another one of this process, or of one that commits, or
/// somebody who tries it for the sake of the sign.
/// </summary>
internal static class FilePulse
{
    // A node that is stopped for a second and goes on has seen nothing of it.
    private const int FewestLooks = 8;

    // Seconds.
    private const int Patience = 1;

    // The driver tries every 150 ms; in the 30 ms of SQLite's own that each try lasts it meets the gaps between the short transactions of a crowd.
    private const string TryClosely = "PRAGMA busy_timeout = 30";
    private const string TryOnce = "PRAGMA busy_timeout = 0";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    // How much later than due all pauses of a look may end. On a machine where they are later, whoever has the lock waits for its processor, too.
    private static readonly TimeSpan MostLate = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Whether there is a sign at the file of an open connection; ends with the first one, or when it was tried in vain. Where the machine is too
    /// busy to tell, there is said to be one.
    /// </summary>
    /// <param name="watched">A connection that nobody else uses.</param>
    /// <param name="getIn">Tries for a second to get the file's lock on another connection, as <see cref="GetInAsync"/> does.</param>
    /// <param name="machine">The clock of the machine, whatever the application's says.</param>
    public static async Task<bool> ShowsAsync(DbConnection watched, Func<Task<bool>> getIn, TimeProvider machine)
    {
        await using var command = watched.CreateCommand();
        command.CommandTimeout = Patience;
        var (locks, version) = (WriterGate.LocksAt(watched), await VersionAsync(command));
        var attempt = OnItsOwnAsync(getIn);
        var late = TimeSpan.Zero;
        for (var look = 1; ; look++)
        {
            var began = machine.GetTimestamp();
            await Task.Delay(Pause);
            late += machine.GetElapsedTime(began) - Pause;
            var isTried = attempt.IsCompleted;
            if (WriterGate.IsLockedAt(watched)
                || WriterGate.LocksAt(watched) != locks
                || (isTried && await attempt)
                || (await VersionAsync(command) is { } now && version is { } before && now != before))
            {
                return true;
            }

            if (isTried && look >= FewestLooks)
            {
                return late > MostLate;
            }
        }
    }

    /// <summary>Whether the lock of the file of an open connection can be got within a second, for which the thread is kept.</summary>
    public static async Task<bool> GetInAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = Patience;
        await RunAsync(command, TryClosely);
        try
        {
            await RunAsync(command, "BEGIN IMMEDIATE");
            await RunAsync(command, "ROLLBACK");
            return true;
        }
        catch (DbException fault) when (StoreFaults.IsLocked(fault))
        {
            return false;
        }
        finally
        {
            await RunAsync(command, TryOnce);
        }
    }

    /// <summary>Begins work that keeps its thread, on one that nobody else stands in line for.</summary>
    public static Task<bool> OnItsOwnAsync(Func<Task<bool>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    // Another number as soon as any other connection has committed; null where a lock keeps readers out, too, as it may without a
    // write-ahead log.
    private static async Task<long?> VersionAsync(DbCommand command)
    {
        command.CommandText = "PRAGMA data_version";
        try
        {
            return Convert.ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture);
        }
        catch (DbException fault) when (StoreFaults.IsLocked(fault))
        {
            return null;
        }
    }

    private static Task<int> RunAsync(DbCommand command, string text)
    {
        command.CommandText = text;
        return command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
