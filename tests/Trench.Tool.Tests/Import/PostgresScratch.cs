using Npgsql;
using Trench.Testing;

namespace Trench.Tool.Tests;

/// <summary>A database of its own on the throw-away server.</summary>
internal sealed class PostgresScratch : IAsyncDisposable
{
    private readonly string _name = $"trench_move_{Guid.NewGuid():N}";

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(TestEnvironment.Postgres) { Database = _name, MaxPoolSize = 10, Timeout = 60 }.ConnectionString;

    private string Backup => _name + "_backup";

    public static async Task<PostgresScratch> CreateAsync()
    {
        var scratch = new PostgresScratch();
        await RunAsync($"CREATE DATABASE {scratch._name}");
        return scratch;
    }

    /// <summary>Keeps how it is.</summary>
    public Task BackUpAsync() => CopyAsync(_name, Backup);

    /// <summary>Makes it as it was.</summary>
    public Task RestoreAsync() => CopyAsync(Backup, _name);

    public async ValueTask DisposeAsync()
    {
        ClearPool();
        await RunAsync($"DROP DATABASE {_name} WITH (FORCE)");
        await RunAsync($"DROP DATABASE IF EXISTS {Backup} WITH (FORCE)");
    }

    // A database that somebody is connected to is neither copied nor replaced; sessions of a pool are, and the one that a node keeps.
    private async Task CopyAsync(string from, string to)
    {
        ClearPool();
        await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{from}'");
        await RunAsync($"DROP DATABASE IF EXISTS {to} WITH (FORCE)");
        await RunAsync($"CREATE DATABASE {to} TEMPLATE {from}");
    }

    private void ClearPool()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestEnvironment.Postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
