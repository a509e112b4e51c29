using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trench.Testing;

/// <summary>
/// A validation server on loopback that answers as Yubico's own does, in its order of checks and with its signatures: Yubico's client takes
/// it for one. A test can make it lie, be late, or break off. Servers of one service share a <see cref="YubiCloudBook"/>.
/// </summary>
public sealed class YubiCloudDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly YubiCloudRules _rules;
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();

    private YubiCloudDouble(WebApplication app, YubiCloudRules rules)
    {
        _app = app;
        _rules = rules;
        app.MapGet("/wsapi/2.0/verify", AnswerAsync);
    }

    /// <summary>The whole address, for a client that wants it.</summary>
    public Uri Url => new(_app.Urls.First() + "/wsapi/2.0/verify");

    /// <summary>Every question, by its parameters.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, string>> Asked => _asked;

    /// <summary>Answers in place of the protocol when it is set.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Changes each answer before it is signed and written.</summary>
    public Action<YubiCloudReply>? Twist { get; set; }

    /// <summary>Peers that have to hear of a password, and how many of them do.</summary>
    public (int All, int Alive) Peers
    {
        get => _rules.Peers;
        set => _rules.Peers = value;
    }

    /// <summary>Starts a server on a free port of loopback.</summary>
    public static async Task<YubiCloudDouble> StartAsync(YubiCloudBook book)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new YubiCloudDouble(builder.Build(), new YubiCloudRules(book, new FakeClock()));
        await server._app.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _asked.Enqueue(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        var reply = _rules.Answer(context.Request.Query);
        Twist?.Invoke(reply);
        context.Response.StatusCode = reply.StatusCode;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(reply.Write(), context.RequestAborted);
    }
}
