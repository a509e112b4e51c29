using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Trench.Testing;

/// <summary>Stands between the demo and a server, and lets the way there be cut, closed, silent or slow.</summary>
public sealed class TcpRelay : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly string _host;
    private readonly int _port;
    private TcpListener _listener;
    private volatile TaskCompletionSource _flow = Done();
    private long _lateTicks;

    /// <summary>Listens on a free port and passes everything on to the server.</summary>
    public TcpRelay(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    /// <summary>Where it listens, on loopback.</summary>
    public int Port { get; }

    /// <summary>Nothing passes any more, and nobody is told: a frozen server, or a firewall that swallows.</summary>
    public void Pause() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited passes on.</summary>
    public void Resume() => _flow.TrySetResult();

    /// <summary>Each answer of the server comes so much later; zero ends it.</summary>
    public void Delay(TimeSpan by) => Volatile.Write(ref _lateTicks, by.Ticks);

    /// <summary>Closes all connections; new ones are refused.</summary>
    public void Close()
    {
        _listener.Stop();
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    /// <summary>Lets connections in again.</summary>
    public void Open() => _listener = Listen(Port);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Resume();
        Close();
        _end.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            _open[near] = _open[far] = true;
            try
            {
                await far.ConnectAsync(_host, _port, _end.Token);
                await Task.WhenAny(PumpAsync(near, far, static () => 0), PumpAsync(far, near, () => Volatile.Read(ref _lateTicks)));
            }
            catch (Exception closed) when (closed is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // One side is gone.
            }
            finally
            {
                _open.TryRemove(near, out _);
                _open.TryRemove(far, out _);
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<long> lateTicks)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is var count and > 0)
            {
                await _flow.Task;
                await Task.Delay(new TimeSpan(lateTicks()), _end.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // One side is gone.
        }
    }
}
