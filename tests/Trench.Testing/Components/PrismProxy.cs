using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Trench.Testing;

/// <summary>
/// Stands between a client and a server and holds both against an OpenAPI document: a wrong request is answered with 4xx before the server
/// sees
/// it, a wrong answer becomes a 500.
/// </summary>
public sealed class PrismProxy : IAsyncDisposable
{
    internal const string Module = "@stoplight/prism-cli";

    // It reads the document and compiles its schemas, which takes some seconds on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private PrismProxy(Process process, int port)
    {
        _process = process;
        Address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Where clients go.</summary>
    public string Address { get; }

    /// <summary>Starts in front of a server.</summary>
    public static async Task<PrismProxy> StartAsync(string document, string server)
    {
        var port = FreePort();
        var node = ExternalProgram.Find("node") ?? throw new InvalidOperationException("node is not on the PATH.");
        var start = new ProcessStartInfo(
            node,
            [
                Path.Combine(TestEnvironment.NodeModules, Module, "dist", "index.js"), "proxy", "-h", "127.0.0.1",
                "-p", port.ToString(CultureInfo.InvariantCulture), "--errors", document, server,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var proxy = new PrismProxy(Process.Start(start) ?? throw new InvalidOperationException("prism did not start."), port);
        await proxy.ReadyAsync();
        return proxy;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += static (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("prism ended before it listened."));
            }
            else if (line.Data.Contains("is listening", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(Patience);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
