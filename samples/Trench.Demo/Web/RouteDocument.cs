using Microsoft.OpenApi;

namespace Trench.Demo;

/// <summary>Tells the OpenAPI document what a route takes and how it refuses.</summary>
internal static class RouteDocument
{
    /// <summary>
    /// The body of the route. Only told, not enforced as <c>Accepts</c> would do while the route is chosen: a body of another type must not
    /// lead to another route, nor be refused before it is known who sends it.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="required">The members without which it refuses; its validator says the same, where no document can read it.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, params IEnumerable<string> required) =>
        route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: cancellationToken);
            schema.Required = required.ToHashSet(StringComparer.Ordinal);
            foreach (var member in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
            {
                member.Type &= ~JsonSchemaType.Null;
            }

            var types = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = schema },
                ["application/x-www-form-urlencoded"] = new() { Schema = schema },
            };
            operation.RequestBody = new OpenApiRequestBody { Required = schema.Required.Count > 0, Content = types };
        });

    /// <summary>The statuses with which it says no.</summary>
    public static RouteHandlerBuilder ProducesFaults(this RouteHandlerBuilder route, params IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<FaultBody>(status);
        }

        return route;
    }
}

/// <summary>The members every refusal may have; a fault of one member comes under that member's own name.</summary>
internal sealed record FaultBody(string? Detail, string ErrorCode);
