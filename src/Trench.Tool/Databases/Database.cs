using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Trench.Tool;

/// <summary>The databases the tool speaks to.</summary>
internal enum DatabaseKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}

/// <summary>A database as the command line names it.</summary>
internal sealed record Database(DatabaseKind Kind, string ConnectionString)
{
    private static readonly string[] SqliteKeys = ["Data Source=", "DataSource=", "Filename="];
    private static readonly string[] PostgreSqlKeys = ["Host=", "Server="];

    /// <summary>Reads a connection string, or the path of a SQLite file; the kind is told by its keys where it is not given.</summary>
    /// <exception cref="StopException">The kind cannot be told, or the file is not there.</exception>
    public static Database Read(string text, DatabaseKind? kind, string option)
    {
        var known = kind ?? KindOf(text) ?? throw new StopException(
            ExitCodes.Usage, $"{option} is neither a file that is there nor a connection string; name its kind with {option}-provider.");
        return known == DatabaseKind.PostgreSql ? PostgreSql(text, option) : Sqlite(text, option);
    }

    /// <summary>A connection that cannot write.</summary>
    public DbConnection ReadOnly()
    {
        if (Kind == DatabaseKind.PostgreSql)
        {
            var server = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
            server.Options = $"{server.Options} -c default_transaction_read_only=on".Trim();
            return new NpgsqlConnection(server.ConnectionString);
        }

        var file = new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        return new SqliteConnection(file.ConnectionString);
    }

    /// <summary>Lets a context work on it.</summary>
    public void Use(DbContextOptionsBuilder context)
    {
        if (Kind == DatabaseKind.PostgreSql)
        {
            context.UseNpgsql(ConnectionString);
        }
        else
        {
            context.UseSqlite(ConnectionString);
        }
    }

    /// <summary>Hides the password.</summary>
    public override string ToString() => Kind.ToString();

    private static DatabaseKind? KindOf(string text) => text switch
    {
        _ when HasKey(text, SqliteKeys) || File.Exists(text) => DatabaseKind.Sqlite,
        _ when HasKey(text, PostgreSqlKeys) => DatabaseKind.PostgreSql,
        _ => null,
    };

    private static bool HasKey(string text, string[] keys) => keys.Any(key => text.Contains(key, StringComparison.OrdinalIgnoreCase));

    private static Database PostgreSql(string text, string option)
    {
        try
        {
            return new Database(DatabaseKind.PostgreSql, new NpgsqlConnectionStringBuilder(text).ConnectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new StopException(
                ExitCodes.Usage, $"{option} is no connection string of PostgreSQL: write Host=...;Database=...;Username=...", fault);
        }
    }

    // Never makes a file: an empty database in place of a mistyped one would only hide the mistake.
    private static Database Sqlite(string text, string option)
    {
        try
        {
            var file = new SqliteConnectionStringBuilder(HasKey(text, SqliteKeys) ? text : "");
            file.DataSource = HasKey(text, SqliteKeys) ? file.DataSource : text;
            file.Mode = SqliteOpenMode.ReadWrite;
            return File.Exists(file.DataSource)
                ? new Database(DatabaseKind.Sqlite, file.ConnectionString)
                : throw new StopException(ExitCodes.Usage, $"{option}: there is no file {file.DataSource}.");
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new StopException(ExitCodes.Usage, $"{option} is no connection string of SQLite: write the path of the file.", fault);
        }
    }
}
