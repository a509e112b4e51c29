using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>Every answer under a mount point may hold a secret or tell about one: no cache keeps it (RFC 6749 section 5.1).</summary>
internal static class NoStore
{
    public static void Apply(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
