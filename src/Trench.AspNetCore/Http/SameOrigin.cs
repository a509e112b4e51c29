using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// Whether a change comes from a page of this origin. Browsers always send one of the two headers and let no page set them; a client that
/// sends neither is not a browser, and JSON alone keeps foreign forms out.
/// </summary>
internal static class SameOrigin
{
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
        {
            return site == "same-origin" || site == "none";
        }

        var origin = request.Headers.Origin;
        return origin.Count == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
