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
    /// Does the work when its turn has come, which is before the connection is opened; at once where the connection is open already, and
    /// where a file is the database.
    /// </summary>
    /// <exception cref="TimeoutException">The turn did not come.</exception>
    public static Task<T> RunAsync<T>(
        DbContext context, Dialect dialect, string? userId, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        if (dialect.HasOneWriter || connection.State != ConnectionState.Closed)
        {
            return work();
        }

        // Not the connection string: the driver takes the password out of it when the connection is first opened.
        var server = connection.DataSource + '\n' + connection.Database;
        var places = Places.GetOrAdd(server, static (_, text) => PlacesOf(text), connection.ConnectionString);
        return userId is null
            ? ConnectedAsync()
            : Queues.RunAsync(
                server + '\n' + userId, Math.Max(1, places / UsersPart), CommitScope.LongestTurn, ConnectedAsync, cancellationToken);

        Task<T> ConnectedAsync() => Queues.RunAsync(server, places, CommitScope.LongestTurn, work, cancellationToken);
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
}
