using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Trench.Backends.Sms;

/// <summary>A gateway's answer, read to its end and no further than it may be long.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">How long it asks to wait, within bounds; null when it does not, or not clearly.</param>
internal sealed record GatewayAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
{
    /// <summary>Real answers have some hundred bytes.</summary>
    public const int LongestBody = 64 * 1024;

    private const int DeepestJson = 16;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Reads an answer; null when it is too long.</summary>
    public static async Task<GatewayAnswer?> ReadAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new byte[LongestBody + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return length > LongestBody ? null : new GatewayAnswer((int)response.StatusCode, body.AsMemory(0, length), WaitOf(response, clock));
    }

    /// <summary>The body as a JSON object; null when it is none. The caller disposes of it.</summary>
    public JsonDocument? Json()
    {
        try
        {
            var document = JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = DeepestJson });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The root of the body as XML, without entities and schemas; null when it is no XML.</summary>
    public XElement? Xml()
    {
        using var stream = new MemoryStream(Body.ToArray());
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>A whole number of a JSON object; null when the member is none.</summary>
    public static int? Number(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>A text of a JSON object; null when the member is none.</summary>
    public static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider clock)
    {
        var wait = response.Headers.RetryAfter is { } given ? given.Delta ?? given.Date - clock.GetUtcNow() : null;
        return wait is { } span && span > TimeSpan.Zero ? (span < LongestWait ? span : LongestWait) : null;
    }
}
