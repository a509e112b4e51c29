using System.Net;
using System.Net.Sockets;

namespace Trench.AttackTests;

/// <summary>A place that a forged token points to. Nobody should ever come.</summary>
internal sealed class Bait : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

    public Bait() => _listener.Start();

    public string Address => $"http://{_listener.LocalEndpoint}/";

    public bool WasVisited => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
