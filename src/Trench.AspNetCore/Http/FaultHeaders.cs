using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trench.AspNetCore;

/// <summary>The headers of an answer that says no.</summary>
internal static class FaultHeaders
{
    /// <summary>RFC 9110 section 11.6.1 wants a challenge on each 401; Django REST framework sends this one.</summary>
    public const string Bearer = "Bearer realm=\"api\"";

    public static void Apply(Fault fault, HttpResponse response)
    {
        if (fault.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = fault.Challenge;
        }

        if (fault.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.Allow is { } verbs)
        {
            response.Headers.Allow = verbs;
        }
    }

    /// <summary>Whether the client asked for RFC 9457.</summary>
    public static bool WantsProblem(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type =>
            type.Quality is null or > 0 && type.MediaType.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase));
}
