using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Trench.AttackTests;

/// <summary>One request as it goes over the wire: a POST of JSON, whose last byte can be kept back.</summary>
internal sealed record Call(Uri Node, string Path, object Members)
{
    /// <summary>The access token; null for a stranger.</summary>
    public string? Token { get; init; }

    /// <summary>The loopback address it comes from.</summary>
    public IPAddress From { get; init; } = IPAddress.Loopback;

    /// <summary>All but the body. The server is asked to say when it waits for the body, and to close when it has answered.</summary>
    public byte[] Head(int bodyLength)
    {
        string[] lines =
        [
            $"POST {Path} HTTP/1.1",
            $"Host: {Node.Authority}",
            "Content-Type: application/json",
            string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bodyLength}"),
            "Expect: 100-continue",
            "Connection: close",
            .. Token is null ? Array.Empty<string>() : [$"Authorization: Bearer {Token}"],
        ];
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n")) + "\r\n");
    }

    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(Members);
}
