using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>
/// Two processes of the demo on one database, and a client that goes from one to the other as a proxy in front of them would.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A connection for each request, as nginx keeps it with its servers unless told otherwise: none is idle when a node goes.
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = Patience };
    private int _turn;

    private Cluster(TestDatabase shared, DemoProcess first, DemoProcess second) => (Shared, First, Second) = (shared, first, second);

    public TestDatabase Shared { get; }

    public DemoProcess First { get; }

    public DemoProcess Second { get; }

    /// <summary>Requests that got no answer, whether the node that got them had begun with them or not.</summary>
    public int Lost { get; private set; }

    public static async Task<Cluster> StartAsync(Database kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var nodes = await Task.WhenAll(DemoProcess.StartAsync(database.Settings), DemoProcess.StartAsync(database.Settings));
        return new Cluster(database, nodes[0], nodes[1]);
    }

    /// <summary>A node of an earlier release, on a database it has made; and one of this release that came later.</summary>
    public static async Task<Cluster> StartAfterAsync(string earlierRelease, Database kind)
    {
        var database = await TestDatabase.CreateAsync(kind);

        // The platform's own figure, which the earlier one may know alone: nodes that hash unlike would hash each other's passwords anew, which
        // ends what is under way.
        KeyValuePair<string, string>[] settings = [.. database.Settings, new("Demo:PasswordHasher:IterationCount", "100000")];
        var old = await DemoProcess.StartAsync(settings, earlierRelease);
        return new Cluster(database, old, await DemoProcess.StartAsync(settings));
    }

    /// <summary>The answer of whichever node is there; null when the node died with the request in its hands.</summary>
    public async Task<Answer?> PostAsync(string path, object body, string? token = null)
    {
        var nodes = Interlocked.Increment(ref _turn) % 2 == 0 ? new[] { First, Second } : [Second, First];
        try
        {
            return await PostAsync(nodes[0], path, body, token);
        }
        catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
        {
            // It took nothing, so nothing is lost: the proxy asks the next one.
            return await PostAsync(nodes[1], path, body, token);
        }
        catch (HttpRequestException)
        {
            Lost++;
            return null;
        }
    }

    public Task<Answer> PostAsync(DemoProcess node, string path, object body, string? token = null)
    {
        _client.DefaultRequestHeaders.ConnectionClose = true;
        return new Api(_client).PostAsync(new Uri(node.Address, path).ToString(), body, token);
    }

    /// <summary>The database by itself.</summary>
    public AppDbContext Open() => Faults.Open(Shared);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Shared.DisposeAsync();
    }
}

/// <summary>The tests that start processes in order to end them; one after the other, beside those that do not.</summary>
[CollectionDefinition(Name)]
public sealed class FaultTests
{
    public const string Name = "faults";
}

/// <summary>What tests of faults share.</summary>
internal static class Faults
{
    /// <summary>A context on a test's database that no node knows of.</summary>
    public static AppDbContext Open(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<AppDbContext>();
        var server = database.Settings.FirstOrDefault(setting => setting.Key == "ConnectionStrings:Trench").Value;
        _ = server is null
            ? options.UseSqlite($"Data Source={Path.Combine(database.Folder, "trench.db")};Pooling=False")
            : options.UseNpgsql(server);
        return new AppDbContext(options.Options);
    }
}
