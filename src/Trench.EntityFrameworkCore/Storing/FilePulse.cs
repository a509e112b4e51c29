using System.Data.Common;
using System.Globalization;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The sign of life of a file, which has no server to ask: somebody can write, or somebody does. A writer that waits while others commit is in
/// a crowd; one that waits while nobody does stands before a transaction that another program keeps open, or before a dead disk.
/// </summary>
internal static class FilePulse
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends when no turn to write is under way at the file of an open connection, or has ended since, or another process commits.</summary>
    public static async Task BeatAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (WriterGate.TurnAt(connection) is not { } turn)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        var version = await VersionAsync(command, cancellationToken);
        while (WriterGate.TurnAt(connection) == turn && await VersionAsync(command, cancellationToken) == version)
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    // Another number as soon as any other connection has committed.
    private static async Task<long> VersionAsync(DbCommand command, CancellationToken cancellationToken) =>
        Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
}
