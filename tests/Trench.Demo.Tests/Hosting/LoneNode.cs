namespace Trench.Demo.Tests;

/// <summary>One node of the demo that no other test shares.</summary>
internal sealed record LoneNode(DemoHost Host, TestDatabase Database) : IAsyncDisposable
{
    public Api Api => Host.Api;

    public static Task<LoneNode> CreateAsync(params IEnumerable<KeyValuePair<string, string>> settings) =>
        CreateAsync(Testing.Database.Sqlite, settings);

    public static async Task<LoneNode> CreateAsync(Database kind, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return new LoneNode(new DemoHost(database, World.Create(), settings), database);
    }

    /// <summary>With the demo's own choice of where mail goes.</summary>
    public static async Task<LoneNode> CreateWithOwnMailAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var database = await TestDatabase.CreateAsync(Testing.Database.Sqlite);
        return new LoneNode(new DemoHost(database, World.Create(), settings) { UsesOwnMail = true }, database);
    }

    /// <summary>Where it listens, on a real port of the loopback interface.</summary>
    public Uri Listen()
    {
        Host.UseKestrel(0);
        Host.StartServer();
        return Host.ClientOptions.BaseAddress;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
