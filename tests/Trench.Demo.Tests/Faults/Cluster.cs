using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>
/// Two processes of the demo on one database, and a client that goes from one to the other as a proxy in front of them would.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A connection for each request, as nginx keeps it with its servers unless told otherwise: none is idle when a node goes. No body is
    // sent before the node asks for it ("100 Continue"), however long that takes: so it is known of each request whether a node took it.
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, Expect100ContinueTimeout = Patience })
        {
            Timeout = Patience,
            DefaultRequestHeaders = { ConnectionClose = true, ExpectContinue = true },
        };

    private int _turn;
    private int _lost;

    private Cluster(TestDatabase shared, DemoProcess first, DemoProcess second) => (Shared, First, Second) = (shared, first, second);

    public TestDatabase Shared { get; }

    public DemoProcess First { get; }

    public DemoProcess Second { get; }

    /// <summary>Requests that a node had taken, which is that it had asked for their body, and that got no answer.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public static async Task<Cluster> StartAsync(Database kind, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var database = await TestDatabase.CreateAsync(kind);
        KeyValuePair<string, string>[] all = [.. database.Settings, .. settings];
        var nodes = await Task.WhenAll(DemoProcess.StartAsync(all), DemoProcess.StartAsync(all));
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
        var sent = AskedBody.Of(body);
        try
        {
            return await SendAsync(nodes[0], path, sent, token);
        }
        catch (HttpRequestException) when (!sent.WasAskedFor)
        {
            // It took nothing, so nothing is lost: the proxy asks the next one.
            return await PostAsync(nodes[1], path, body, token);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _lost);
            return null;
        }
    }

    public Task<Answer> PostAsync(DemoProcess node, string path, object body, string? token = null) =>
        SendAsync(node, path, AskedBody.Of(body), token);

    /// <summary>The database by itself.</summary>
    public AppDbContext Open() => Faults.Open(Shared);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Shared.DisposeAsync();
    }

    private Task<Answer> SendAsync(DemoProcess node, string path, AskedBody body, string? token) =>
        new Api(_client).SendAsync(HttpMethod.Post, new Uri(node.Address, path).ToString(), body, token);

    /// <summary>A body that notes whether it was asked for.</summary>
    private sealed class AskedBody(byte[] json) : ByteArrayContent(json)
    {
        private volatile bool _wasAskedFor;

        public bool WasAskedFor => _wasAskedFor;

        public static AskedBody Of(object value) => new(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web))
        {
            Headers = { ContentType = new("application/json") },
        };

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _wasAskedFor = true;
            return base.SerializeToStreamAsync(stream, context);
        }
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
