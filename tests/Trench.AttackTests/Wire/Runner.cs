using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trench.AttackTests;

/// <summary>One request on a connection of its own, that waits one byte before its end.</summary>
internal sealed class Runner : IDisposable
{
    private const string HeadEnd = "\r\n\r\n";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly StringBuilder _answer = new();
    private readonly byte[] _body;

    private Runner(byte[] body) => _body = body;

    /// <summary>
    /// Sends all but the last byte. The server has said by then that it waits for the body ("100 Continue"): nothing but that byte is
    /// missing, and no pause had to be guessed.
    /// </summary>
    public static async Task<Runner> ReadyAsync(Call call, CancellationToken cancellationToken)
    {
        var runner = new Runner(call.Body());
        try
        {
            await runner.PrepareAsync(call, cancellationToken);
            return runner;
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>Sends the last byte. An answer that came before it stands.</summary>
    public void Release()
    {
        if (_answer.Length == 0)
        {
            _socket.Send(_body.AsSpan(^1..));
        }
    }

    public async Task<Reply> ReplyAsync(CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(cancellationToken))
        {
        }

        return Reply.Read(_answer.ToString());
    }

    public void Dispose() => _socket.Dispose();

    private async Task PrepareAsync(Call call, CancellationToken cancellationToken)
    {
        _socket.Bind(new IPEndPoint(call.From, port: 0));
        await _socket.ConnectAsync(call.Node.Host, call.Node.Port, cancellationToken);
        await _socket.SendAsync(call.Head(_body.Length), cancellationToken);
        while (!_answer.ToString().Contains(HeadEnd, StringComparison.Ordinal) && await ReceiveAsync(cancellationToken))
        {
        }

        if (_answer.ToString().StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            _answer.Clear();
            await _socket.SendAsync(_body.AsMemory(..^1), cancellationToken);
        }
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var count = await _socket.ReceiveAsync(buffer, cancellationToken);
        _answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return count > 0;
    }
}
