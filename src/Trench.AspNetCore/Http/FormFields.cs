using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Trench.AspNetCore;

/// <summary>Members of an urlencoded or multipart body. A member given twice is refused; files are ignored.</summary>
internal static class FormFields
{
    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 64,
        KeyLengthLimit = 256,
        ValueLengthLimit = BodyReader.MaxBytes,
        MultipartBoundaryLengthLimit = 128,
        MultipartHeadersCountLimit = 8,
        MultipartHeadersLengthLimit = 4096,
        MultipartBodyLengthLimit = BodyReader.MaxBytes,
    };

    public static bool Takes(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || IsMultipart(type);

    public static async Task<Read<IReadOnlyDictionary<string, Field>>> ParseAsync(
        HttpRequest request, MediaTypeHeaderValue type, byte[] octets, CancellationToken cancellationToken)
    {
        try
        {
            request.Body = new MemoryStream(octets, writable: false);
            var form = await new FormFeature(request, Limits).ReadFormAsync(cancellationToken);
            return IsMultipart(type) && await HasForeignPartAsync(type, octets, cancellationToken)
                ? Faults.UnsupportedMediaType
                : ReadMembers(form);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or BadHttpRequestException)
        {
            return Faults.BadForm;
        }
    }

    private static bool IsMultipart(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    // A part of a multipart body may name a charset of its own, and the platform would read it so.
    private static async Task<bool> HasForeignPartAsync(MediaTypeHeaderValue type, byte[] octets, CancellationToken cancellationToken)
    {
        var parts = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), new MemoryStream(octets, writable: false));
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (part.ContentType is { } own && BodyReader.Utf8TypeOf(own) is null)
            {
                return true;
            }
        }

        return false;
    }

    // The collection compares names without case, so a case variant shows as a second value.
    private static Read<IReadOnlyDictionary<string, Field>> ReadMembers(IFormCollection form)
    {
        var members = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var (name, values) in form)
        {
            if (values.Count != 1)
            {
                return Faults.BadForm;
            }

            members.Add(name, Field.Of(values.ToString()));
        }

        return new(members);
    }
}
