using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the Authorization header says to us.</summary>
/// <param name="IsOurs">Whether its scheme is one of ours; another scheme is somebody else's business.</param>
/// <param name="Token">The token; null when the header is not made of a scheme and one token.</param>
internal readonly record struct AuthorizationHeader(bool IsOurs, string? Token)
{
    // The ancestors' clients say Bearer (SimpleJWT), JWT (rest_framework_jwt) or Token (DRF authtoken).
    private static readonly string[] Schemes = ["Bearer", "JWT", "Token"];

    public static AuthorizationHeader Read(HttpRequest request)
    {
        var values = request.Headers.Authorization;
        var parts = values.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !Schemes.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
        {
            return default;
        }

        return new(true, values.Count == 1 && parts.Length == 2 ? parts[1] : null);
    }
}
