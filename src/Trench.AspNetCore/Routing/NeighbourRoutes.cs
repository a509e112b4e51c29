using System.Runtime.CompilerServices;
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
    // The application's list stays the same object until its routes change.
    private static readonly ConditionalWeakTable<IReadOnlyList<Endpoint>, Neighbour[]> Known = [];

    /// <summary>The verbs of the path of a request, if it is there for others than the request's; empty where it is not.</summary>
    public static IReadOnlyCollection<string> VerbsAt(HttpContext context)
    {
        var verbs = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var routes = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        foreach (var neighbour in Known.GetValue(routes, Read))
        {
            if (neighbour.Matcher.TryMatch(context.Request.Path, []))
            {
                verbs.UnionWith(neighbour.Verbs);
            }
        }

        // With its own verb the path was not found for another reason, a constraint for one.
        return verbs.Contains(context.Request.Method) ? [] : verbs;
    }

    private static Neighbour[] Read(IReadOnlyList<Endpoint> routes) =>
    [
        .. from route in routes.OfType<RouteEndpoint>()
           let verbs = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
           where verbs is { Count: > 0 }
           select new Neighbour(new TemplateMatcher(new RouteTemplate(route.RoutePattern), []), verbs),
    ];

    private sealed record Neighbour(TemplateMatcher Matcher, IReadOnlyList<string> Verbs);
}
