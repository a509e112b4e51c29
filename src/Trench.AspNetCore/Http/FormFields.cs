using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
        || type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static async Task<Read<IReadOnlyDictionary<string, Field>>> ParseAsync(
        HttpRequest request, byte[] octets, CancellationToken cancellationToken)
    {
        try
        {
            request.Body = new MemoryStream(octets, writable: false);
            return ReadMembers(await new FormFeature(request, Limits).ReadFormAsync(cancellationToken));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or BadHttpRequestException)
        {
            return Faults.BadForm;
        }
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
