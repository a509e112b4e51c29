using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Trench.Demo.Tests;

/// <summary>nginx as a process of its own on a free port, which gives requests to nodes in turn as docs/deploy.md has it.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("trench-nginx-").FullName;
    private readonly Process _process;

    private Nginx(IEnumerable<Uri> nodes)
    {
        var port = FreePort();
        var settings = Path.Combine(_folder, "nginx.conf");
        File.WriteAllText(settings, Settings(port, nodes));
        Address = new Uri($"http://127.0.0.1:{port}");
        _process = Process.Start("nginx", ["-p", _folder, "-e", LogFile, "-c", settings]);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    private string LogFile => Path.Combine(_folder, "nginx.log");

    /// <summary>Starts it and waits until a node answers through it; throws with what it wrote when none does.</summary>
    public static async Task<Nginx> StartAsync(params IEnumerable<Uri> nodes)
    {
        var proxy = new Nginx(nodes);
        using var client = new HttpClient { BaseAddress = proxy.Address };
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(client))
        {
            if (proxy._process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                var said = File.Exists(proxy.LogFile) ? await File.ReadAllTextAsync(proxy.LogFile) : "";
                await proxy.DisposeAsync();
                throw new InvalidOperationException("nginx did not start. It wrote:\n" + said);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // The process that was started does not serve by itself.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A request that no node has taken goes to the next node. One that was taken is never repeated: it may have been done.
    private string Settings(int port, IEnumerable<Uri> nodes) => $$"""
        daemon off;
        pid {{_folder}}/nginx.pid;
        error_log {{LogFile}} warn;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {{_folder}}/body;
            proxy_temp_path {{_folder}}/proxy;
            fastcgi_temp_path {{_folder}}/fastcgi;
            uwsgi_temp_path {{_folder}}/uwsgi;
            scgi_temp_path {{_folder}}/scgi;
            upstream trench {
                {{string.Join(' ', nodes.Select(node => $"server {node.Authority} max_fails=1 fail_timeout=5s;"))}}
            }
            server {
                listen 127.0.0.1:{{port}};
                location / {
                    proxy_pass http://trench;
                    proxy_set_header Host $http_host;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto $scheme;
                    proxy_connect_timeout 2s;
                    proxy_next_upstream error timeout;
                }
            }
        }
        """;
}
