using Microsoft.EntityFrameworkCore.Infrastructure;
using Trench.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Creates and upgrades the schema where no migrations do.</summary>
public static class TrenchDatabaseExtensions
{
    /// <summary>
    /// Creates the database and the application's whole schema where Trench's tables are not there yet, and adds to those of an earlier
    /// release what they lack; the application's own tables are left alone then. Nodes that start at the same moment wait for each other at
    /// a lock of the database, and all succeed; nodes of the earlier release work on. On SQLite the file is in WAL mode afterwards. An
    /// application with migrations does not call it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The database holds other tables of the application but not those of Trench: it needs a
    /// migration.</exception>
    public static Task EnsureTrenchCreatedAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var creation = new SchemaCreation(database);
        return database.CreateExecutionStrategy().ExecuteAsync(creation.RunAsync, cancellationToken);
    }
}
