using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Trench.Demo;

/// <summary>/health: the database, its schema and the keys. Mail servers and gateways are not looked at: a node that cannot send still serves.</summary>
internal static class DemoHealth
{
    public static void AddDemoHealth(this IServiceCollection services) => services.AddHealthChecks();

    public static void MapDemoHealth(this IEndpointRouteBuilder app) => app.MapHealthChecks("/health", new HealthCheckOptions
    {
        ResponseWriter = static (context, report) => context.Response.WriteAsJsonAsync(new HealthBody(report.Status.ToString())),
    });

    private sealed record HealthBody(string Status);
}
