using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Lets a burst wait in the process instead of in the connection pool and at the rows of one account, where the waiting is bounded by
/// time-outs that are meant for a database that is away. Few commits of one user are under way at a time, so that whoever attacks one
/// account holds few connections; and some connections of the pool are always the application's.
/// </summary>
internal static class ServerTurns
{
    private const int MostPlaces = 24;
    private const int DefaultPool = 100;

    // One writes, and the next ones have come as far as the row.
    private const int UsersPart = 6;

    private static readonly string[] PoolKeys = ["Maximum Pool Size", "MaxPoolSize", "Max Pool Size"];
    private static readonly Lines Queues = new();
    private static readonly ConcurrentDictionary<string, int> Places = new(StringComparer.Ordinal);

    /// <summary>
    /// Waits for the turn, before the connection is opened; null where the connection is open already, and where a file is the database.
    /// </summary>
    public static async Task<IDisposable?> EnterAsync(
        DbContext context, Dialect dialect, string? userId, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        if (dialect.HasOneWriter || connection.State != ConnectionState.Closed)
        {
            return null;
        }

        // Not the connection string: the driver takes the password out of it when the connection is first opened.
        var server = connection.DataSource + '\n' + connection.Database;
        var places = Places.GetOrAdd(server, static (_, text) => PlacesOf(text), connection.ConnectionString);
        var user = userId is null ? null : await EnterAsync(server + '\n' + userId, Math.Max(1, places / UsersPart), cancellationToken);
        try
        {
            return new Turn(await EnterAsync(server, places, cancellationToken), user);
        }
        catch
        {
            user?.Dispose();
            throw;
        }
    }

    /// <summary>How many connections of the pool that a connection string describes are used at once.</summary>
    public static int PlacesOf(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var pool = PoolKeys
            .Where(given.ContainsKey)
            .Select(key => Convert.ToInt32(given[key], CultureInfo.InvariantCulture))
            .FirstOrDefault(DefaultPool);
        return Math.Clamp(pool * 3 / 5, 1, MostPlaces);
    }

    private static Task<IDisposable> EnterAsync(string line, int places, CancellationToken cancellationToken) =>
        Queues.EnterAsync(line, places, CommitScope.LongestTurn, cancellationToken);

    private sealed class Turn(IDisposable place, IDisposable? user) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            user?.Dispose();
        }
    }
}
