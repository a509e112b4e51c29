using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// What no request waits for: the schema at the start, a batch of the purge. The command timeout of the application is meant for requests,
/// and may be a second.
/// </summary>
internal static class LongWork
{
    // What a command is given by default.
    private const int Seconds = 30;

    /// <summary>The seconds a command of it may take: no fewer than were given, and 0 is without end.</summary>
    public static int Timeout(int given) => given == 0 ? 0 : Math.Max(given, Seconds);

    /// <summary>How many attempts to connect, each of so many seconds, fit in that time; one at least.</summary>
    public static int Tries(int connectionTimeout) => Math.Max(1, Seconds / Math.Max(1, connectionTimeout));

    /// <summary>Gives the time to all commands of a context, until disposal.</summary>
    public static IDisposable Begin(DatabaseFacade database)
    {
        var given = database.GetCommandTimeout();
        using var command = database.GetDbConnection().CreateCommand();
        database.SetCommandTimeout(Timeout(given ?? command.CommandTimeout));
        return new End(database, given);
    }

    private sealed class End(DatabaseFacade database, int? given) : IDisposable
    {
        public void Dispose() => database.SetCommandTimeout(given);
    }
}
