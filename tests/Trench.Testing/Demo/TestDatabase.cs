using System.Security.Cryptography;
using Npgsql;

namespace Trench.Testing;

/// <summary>A data folder and, on PostgreSQL, a database that nobody else uses. Both are gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = "demo_" + RandomNumberGenerator.GetHexString(12, lowercase: true);

    private TestDatabase(Database kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public Database Kind { get; }

    /// <summary>Where the master key is, and the file of SQLite.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("trench-demo-").FullName;

    /// <summary>The demo's own settings for it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => Kind == Database.Sqlite
        ? [new("Trench:DataFolder", Folder)]
        :
        [
            new("Trench:DataFolder", Folder),
            new("Trench:Database", "PostgreSql"),
            new("ConnectionStrings:Trench", Connection),
        ];

    /// <summary>Its connection string, for the driver of its kind.</summary>
    public string Connection => Kind == Database.Sqlite
        ? $"Data Source={Path.Combine(Folder, "trench.db")}"
        : new NpgsqlConnectionStringBuilder(TestEnvironment.Postgres) { Database = _name }.ConnectionString;

    /// <summary>Makes one.</summary>
    public static async Task<TestDatabase> CreateAsync(Database kind)
    {
        var database = new TestDatabase(kind);
        if (kind == Database.PostgreSql)
        {
            await ExecuteAsync($"CREATE DATABASE {database._name}");
        }

        return database;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Kind == Database.PostgreSql)
        {
            await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(TestEnvironment.Postgres);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
