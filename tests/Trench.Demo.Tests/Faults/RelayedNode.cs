using Npgsql;

namespace Trench.Demo.Tests;

/// <summary>One node whose way to PostgreSQL can be cut.</summary>
internal sealed record RelayedNode(TestDatabase Database, TcpRelay Relay, DemoHost Host) : IAsyncDisposable
{
    private const string Key = "ConnectionStrings:Trench";

    public static async Task<RelayedNode> StartAsync()
    {
        var database = await TestDatabase.CreateAsync(Testing.Database.PostgreSql);
        var (relay, way) = Relayed(database);
        var host = new DemoHost(database, World.Create(), way);

        // The platform's server for tests keeps an answer until the request is over, and here the answer comes before that.
        host.UseKestrel(0);
        return new RelayedNode(database, relay, host);
    }

    /// <summary>
    /// A relay before the server of a database, and the setting that leads a node there: with the driver's own time-outs, which no answer
    /// waits for.
    /// </summary>
    public static (TcpRelay Relay, KeyValuePair<string, string> Way) Relayed(TestDatabase database)
    {
        var server = new NpgsqlConnectionStringBuilder(database.Connection);
        var relay = new TcpRelay(server.Host ?? "localhost", server.Port);
        (server.Host, server.Port, server.Timeout, server.CommandTimeout) = ("127.0.0.1", relay.Port, 15, 30);
        return (relay, new(Key, server.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
