using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;

namespace Trench.AttackTests;

/// <summary>Bodies of five megabytes and of a hundred thousand levels, sent to logins again and again; what each refusal took.</summary>
internal sealed class HugeBodies(Target target)
{
    private const int Kinds = 5;
    private const int Malformed = 400;
    private const int TooLarge = 413;

    private static readonly byte[] Huge = new byte[5 * 1024 * 1024];
    private static readonly byte[] Deep = Nested(100_000);

    // Small enough to be read.
    private static readonly byte[] Read = Nested(8_000);

    private static readonly string[] Logins = ["/auth/login", "/mfa/authtoken/login", "/2factor/login"];

    private readonly Api _visitor = target.Visitor();
    private readonly List<double> _milliseconds = [];

    /// <summary>The time under which 99 of 100 refusals were.</summary>
    public double Percentile99 => _milliseconds.Order().ElementAt((int)(0.99 * (_milliseconds.Count - 1)));

    /// <summary>So many tries; a fifth of them does not ask whether it may send.</summary>
    public async Task SendAsync(int tries)
    {
        for (var number = 0; number < tries; number++)
        {
            var login = Logins[number % Logins.Length];
            await ((number % Kinds) switch
            {
                0 => PushAsync(login),
                1 or 2 => AskAsync(login, Huge, TooLarge),
                3 => AskAsync(login, Deep, TooLarge),
                _ => AskAsync(login, Read, Malformed),
            });
        }
    }

    public override string ToString()
    {
        var (median, slowest) = (_milliseconds.Order().ElementAt(_milliseconds.Count / 2), _milliseconds.Max());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_milliseconds.Count} refusals: median {median:F1} ms, 99 of 100 within {Percentile99:F1} ms, slowest {slowest:F1} ms");
    }

    // Says how much it has, and waits to be told to send it.
    private async Task AskAsync(string path, byte[] body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
        };
        request.Headers.ExpectContinue = true;
        var started = Stopwatch.GetTimestamp();
        using var response = await _visitor.Client.SendAsync(request);
        var answer = await Answer.ReadAsync(response);
        _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        answer.Has(status);
    }

    // Sends all of it, asked or not, in pieces that do not say how many will come. The server closes the connection on it, maybe before its
    // answer could be read.
    private async Task PushAsync(string path)
    {
        var node = target.Node(0);
        using var client = new TcpClient();
        await client.ConnectAsync(node.Host, node.Port);
        string[] head =
        [
            $"POST {path} HTTP/1.1",
            $"Host: {node.Authority}",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "",
            Huge.Length.ToString("X", CultureInfo.InvariantCulture),
        ];
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(head.Select(line => line + "\r\n"))));
            await stream.WriteAsync(Huge);
            await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray());
            while (await stream.ReadAsync(new byte[4096]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // It was closed amid the body, which is a refusal as well.
        }
    }

    private static byte[] Nested(int depth) => Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth));
}
