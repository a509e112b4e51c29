using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>A database of its own, with its schema, gone when the test class is done.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    /// <summary>Whether there is a server to make it on; facts that need it are skipped otherwise.</summary>
    public virtual bool IsAvailable => true;

    /// <summary>Options of a context of its own kind.</summary>
    public DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        Use(builder);
        return builder.Options;
    }

    public TestDbContext Open() => new(Options<TestDbContext>());

    /// <summary>A scope of the store on a context of its own.</summary>
    public StoreScope OpenScope()
    {
        var context = Open();
        var store = new EfMfaStore<TestDbContext>(context);
        return new StoreScope(store, store, context);
    }

    public virtual async Task InitializeAsync()
    {
        if (IsAvailable)
        {
            await using var context = Open();
            await context.Database.EnsureTrenchCreatedAsync();
        }
    }

    /// <summary>Makes it out of a script, instead of by the model.</summary>
    public async Task RestoreAsync(string script)
    {
        await using var context = Open();
        await context.GetService<IRelationalDatabaseCreator>().CreateAsync();
        await context.RunAsync(script);
    }

    public abstract Task DisposeAsync();

    public abstract void Use(DbContextOptionsBuilder builder);
}

/// <summary>A SQLite file.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trench-").FullName;

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "test.db")}";

    public override Task DisposeAsync()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public override void Use(DbContextOptionsBuilder builder) => builder.UseSqlite(ConnectionString);
}

/// <summary>A database on the throw-away PostgreSQL server.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private readonly string _name = $"trench_{Guid.NewGuid():N}";

    public override bool IsAvailable => ComponentPresence.SkipReason([Component.PostgreSql]) is null;

    // The server takes a hundred connections, and test classes run side by side.
    public string ConnectionString => new NpgsqlConnectionStringBuilder(TestEnvironment.Postgres)
    {
        Database = _name,
        MaxPoolSize = 20,
        Timeout = 60,
        IncludeErrorDetail = true,
    }.ConnectionString;

    public override async Task DisposeAsync()
    {
        if (IsAvailable)
        {
            await using var context = Open();
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            await context.Database.EnsureDeletedAsync();
        }
    }

    public override void Use(DbContextOptionsBuilder builder) => builder.UseNpgsql(ConnectionString);
}
