using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Trench.AspNetCore;

/// <summary>What a route takes as its body.</summary>
/// <param name="MayBeEmpty">Whether an empty body is an empty object also when its content type says JSON.</param>
/// <param name="JsonOnly">Whether forms are refused: a page of another site can send one with the user's cookie, JSON it cannot.</param>
internal readonly record struct BodyRules(bool MayBeEmpty, bool JsonOnly);

/// <summary>
/// Reads JSON, urlencoded and multipart bodies to one flat set of members. Its own reader, because the platform's binders take the last
/// of two members of a name, compare names without case, and answer in words of their own.
/// </summary>
internal static class BodyReader
{
    /// <summary>No body of ours is longer; the longest legitimate one, a WebAuthn credential, is half of it.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The members, or the fault to answer with.</summary>
    public static async Task<Read<IReadOnlyDictionary<string, Field>>> ReadAsync(
        HttpRequest request, BodyRules rules, CancellationToken cancellationToken)
    {
        if (await ReadOctetsAsync(request, cancellationToken) is not { } octets)
        {
            return Faults.BodyTooLarge;
        }

        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding))
        {
            return Faults.UnsupportedMediaType;
        }

        if (string.IsNullOrEmpty(request.ContentType))
        {
            return octets.Length == 0 && !rules.JsonOnly ? NoMembers() : Faults.UnsupportedMediaType;
        }

        return Utf8TypeOf(request.ContentType) is { } type
            ? await ReadAsync(request, type, octets, rules, cancellationToken)
            : Faults.UnsupportedMediaType;
    }

    /// <summary>The media type of a content that says UTF-8 or no charset; null for another charset, and for what is no type.</summary>
    public static MediaTypeHeaderValue? Utf8TypeOf(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? type
            : null;

    private static async Task<Read<IReadOnlyDictionary<string, Field>>> ReadAsync(
        HttpRequest request, MediaTypeHeaderValue type, byte[] octets, BodyRules rules, CancellationToken cancellationToken)
    {
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return octets.Length == 0 && rules.MayBeEmpty ? NoMembers() : JsonFields.Parse(octets);
        }

        return !rules.JsonOnly && FormFields.Takes(type)
            ? await FormFields.ParseAsync(request, type, octets, cancellationToken)
            : Faults.UnsupportedMediaType;
    }

    private static Read<IReadOnlyDictionary<string, Field>> NoMembers() => new(RequestFields.None);

    private static async Task<byte[]?> ReadOctetsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var octets = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return octets;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
