using System.Reflection;
using Microsoft.AspNetCore.Builder;

namespace Trench.AspNetCore;

/// <summary>Makes a route visible to the OpenAPI document of the application, whatever else that contains.</summary>
internal static class RouteDescription
{
    // A route whose handler takes the whole context shows in API descriptions only when it names a method.
    private static readonly MethodInfo Shape = ((Action)Nothing).Method;

    public static void Describe(this IEndpointConventionBuilder route, RouteDocument text) =>
        route.WithMetadata(Shape).AddOpenApiOperationTransformer((operation, context, _) =>
        {
            var document = context.Document ?? throw new InvalidOperationException("The operation belongs to no document.");
            OperationWriter.Write(operation, document, text, context.Description.RelativePath ?? text.Text.Pattern);
            return Task.CompletedTask;
        });

    private static void Nothing()
    {
    }
}
