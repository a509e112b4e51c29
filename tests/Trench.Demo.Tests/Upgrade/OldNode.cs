using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Trench.Testing;

namespace Trench.Demo.Tests;

/// <summary>The demo of today on the database and data folder of an earlier release.</summary>
internal sealed record OldNode(DemoHost Host, TestDatabase Database, OldSchema Old) : IAsyncDisposable
{
    public static async Task<OldNode> StartAsync(Database kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var old = kind == Testing.Database.Sqlite ? OldSchema.Sqlite : OldSchema.PostgreSql;
        await File.WriteAllTextAsync(Path.Combine(database.Folder, MasterKeySource.FileName), OldSchema.MasterKey);
        await RestoreAsync(database, old);
        return new OldNode(new DemoHost(database, World.Create()), database, old);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task RestoreAsync(TestDatabase database, OldSchema old)
    {
        await using var connection = Connect(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = old.Text;
        await command.ExecuteNonQueryAsync();
    }

    private static DbConnection Connect(TestDatabase database) =>
        database.Settings.FirstOrDefault(setting => setting.Key == "ConnectionStrings:Trench").Value is { } server
            ? new NpgsqlConnection(server)
            : new SqliteConnection($"Data Source={Path.Combine(database.Folder, "trench.db")};Pooling=False");
}
