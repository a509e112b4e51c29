using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Trench.Testing;

/// <summary>One request as it came over the wire.</summary>
internal sealed record GatewayRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The form's members; a member that came twice has both values, joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}

/// <summary>An HTTP server on loopback that stands in for a gateway: keeps every request and answers by a script.</summary>
internal sealed class GatewayDouble : IAsyncDisposable
{
    private readonly ConcurrentQueue<GatewayRequest> _requests = [];
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly WebApplication _server;

    private GatewayDouble(WebApplication server) => _server = server;

    /// <summary>What the next requests get.</summary>
    public Func<GatewayRequest, HttpContext, Task> Answer { get; set; } = GatewayAnswers.Of(200, "");

    public string Address => _server.Urls.Single();

    public IReadOnlyCollection<GatewayRequest> Requests => _requests;

    public static async Task<GatewayDouble> StartAsync(Func<GatewayRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new GatewayDouble(builder.Build()) { Answer = answer };
        gateway._server.Run(gateway.ServeAsync);
        await gateway._server.StartAsync();
        return gateway;
    }

    /// <summary>Waits until another request has arrived.</summary>
    public Task ArrivalAsync() => _arrivals.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new GatewayRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _requests.Enqueue(request);
        _arrivals.Release();
        await Answer(request, context);
    }
}
