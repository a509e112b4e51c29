using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>
/// The application's own routes under a prefix of ours. Our answer to unknown paths comes before the platform's 405, so it has to know of them.
/// </summary>
internal static class NeighbourRoutes
{
    /// <summary>The verbs of the path of a request, if it is there for others than the request's; empty where it is not.</summary>
    public static IReadOnlyCollection<string> VerbsAt(HttpContext context)
    {
        var verbs = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } own && IsAt(route, context.Request.Path))
            {
                verbs.UnionWith(own);
            }
        }

        // With its own verb the path was not found for another reason, a constraint for one.
        return verbs.Contains(context.Request.Method) ? [] : verbs;
    }

    private static bool IsAt(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, []);
}
