using Npgsql;

namespace Trench.Demo.Tests;

/// <summary>One node whose way to PostgreSQL can be cut, with the timeouts of docs/deploy.md.</summary>
internal sealed record RelayedNode(TestDatabase Database, TcpRelay Relay, DemoHost Host) : IAsyncDisposable
{
    private const string Key = "ConnectionStrings:Trench";

    public static async Task<RelayedNode> StartAsync()
    {
        var database = await TestDatabase.CreateAsync(Testing.Database.PostgreSql);
        var server = new NpgsqlConnectionStringBuilder(database.Settings.Single(setting => setting.Key == Key).Value);
        var relay = new TcpRelay(server.Host ?? "localhost", server.Port);
        (server.Host, server.Port) = ("127.0.0.1", relay.Port);
        (server.Timeout, server.CommandTimeout, server.CancellationTimeout) = (1, 1, -1);
        server.GssEncryptionMode = GssEncryptionMode.Disable;
        return new RelayedNode(
            database, relay, new DemoHost(database, World.Create(), new KeyValuePair<string, string>(Key, server.ConnectionString)));
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
