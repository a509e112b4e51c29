using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>An application with the facade at <c>/auth</c>, on the real engine.</summary>
internal sealed class HttpApp : IAsyncDisposable
{
    /// <summary>Where requests come from; the in-process server has no connection of its own.</summary>
    public static readonly IPAddress Address = IPAddress.Parse("::ffff:192.0.2.7");

    private readonly WebApplication _app;

    private HttpApp(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public FakeClock Clock => (FakeClock)Get<TimeProvider>();

    public InMemoryUsers Users => Get<InMemoryUsers>();

    public InMemoryMfaStore Store => Get<InMemoryMfaStore>();

    public CapturedMessages Messages => Get<CapturedMessages>();

    public CapturedLog Log => Get<CapturedLog>();

    public static async Task<HttpApp> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<TrenchBuilder>? configure = null,
        Action<WebApplication>? map = null,
        Action<TrenchBuilder>? issue = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string?>())
            .Select(pair => KeyValuePair.Create("TRENCH_AUTH:" + pair.Key, pair.Value)));
        builder.Services.AddOpenApi();
        var trench = builder.Services.AddTestEngine(builder.Configuration);
        (issue ?? (trench => trench.AddJwtTokens()))(trench);
        configure?.Invoke(trench);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress ??= Address;
            return next(context);
        });
        app.MapOpenApi();
        app.MapGroup("/auth").MapTrench();
        map?.Invoke(app);
        await app.StartAsync();
        return new HttpApp(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Sends a request as it comes, also one that no client would build.</summary>
    public Task<HttpContext> SendRawAsync(Action<HttpContext> configure) => _app.GetTestServer().SendAsync(configure);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
