using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Trench.Demo.Tests;

/// <summary>HTTP written by hand, for what no client library would send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends one request and reads until the server closes; a header given here replaces the usual one of that name.</summary>
    public static async Task<int> StatusAsync(Uri server, string requestLine, IEnumerable<(string Name, string Value)> headers, string body)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, patience.Token);
        var given = headers.ToList();
        var usual = new List<(string Name, string Value)>
        {
            ("Host", server.Authority),
            ("Connection", "close"),
            ("Content-Type", "application/json"),
            ("Content-Length", Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)),
        };
        usual.RemoveAll(header => given.Exists(other => other.Name == header.Name));

        var lines = usual.Concat(given).Where(header => header.Value.Length > 0).Select(header => $"{header.Name}: {header.Value}\r\n");
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{requestLine} HTTP/1.1\r\n{string.Concat(lines)}\r\n{body}"), patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var status = await reader.ReadLineAsync(patience.Token) ?? "";
        return int.Parse(status.Split(' ')[1], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
