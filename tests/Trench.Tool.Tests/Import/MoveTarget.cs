using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Trench.Tool.Tests;

/// <summary>The new application's database, which can be taken back to how it was.</summary>
internal abstract class MoveTarget : IAsyncDisposable
{
    /// <summary>How the command line names it.</summary>
    public abstract string Text { get; }

    /// <summary>Lets a context work on it.</summary>
    public abstract void Use(DbContextOptionsBuilder context);

    /// <summary>Keeps how it is.</summary>
    public abstract Task BackUpAsync();

    /// <summary>Makes it as it was.</summary>
    public abstract Task RestoreAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A SQLite file, and another one for its backup.</summary>
internal sealed class SqliteTarget(string path) : MoveTarget
{
    private readonly string _backup = path + ".backup";

    private readonly string _connection = $"Data Source={path}";

    public override string Text => path;

    public override void Use(DbContextOptionsBuilder context) => context.UseSqlite(_connection);

    public override async Task BackUpAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{_backup}'";
        await command.ExecuteNonQueryAsync();
    }

    public override async Task RestoreAsync()
    {
        ClearPool();
        await using var from = new SqliteConnection($"Data Source={_backup};Pooling=False");
        await using var to = new SqliteConnection($"Data Source={path};Pooling=False");
        await from.OpenAsync();
        await to.OpenAsync();
        from.BackupDatabase(to);
    }

    public override ValueTask DisposeAsync()
    {
        ClearPool();
        return ValueTask.CompletedTask;
    }

    // This file's only: the last connection to close takes its log away, under a test beside it that reads its own.
    private void ClearPool()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }
}

/// <summary>A database on the throw-away server, and another one that is its copy.</summary>
internal sealed class PostgresTarget(PostgresScratch scratch) : MoveTarget
{
    public override string Text => scratch.ConnectionString;

    public override void Use(DbContextOptionsBuilder context) => context.UseNpgsql(scratch.ConnectionString);

    public override Task BackUpAsync() => scratch.BackUpAsync();

    public override Task RestoreAsync() => scratch.RestoreAsync();

    public override ValueTask DisposeAsync() => scratch.DisposeAsync();
}
