using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Trench.Demo;

/// <summary>
/// /health: the database, both halves of its schema and the keys; whatever is thrown on the way makes it unhealthy. Mail servers and
/// gateways are not looked at: a node that cannot send still serves.
/// </summary>
internal sealed class DemoHealth(AppDbContext context, IMfaStore store, IEnumerable<IKeyCheck> keys) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext health, CancellationToken cancellationToken = default)
    {
        _ = await context.Users.AnyAsync(cancellationToken);
        _ = await store.FindUserAsync("nobody", cancellationToken);
        foreach (var check in keys)
        {
            if (await check.FindMissingAsync(cancellationToken) is { Count: > 0 })
            {
                return HealthCheckResult.Unhealthy();
            }
        }

        return HealthCheckResult.Healthy();
    }
}

/// <summary>Puts the check at its route.</summary>
internal static class DemoHealthRoute
{
    public static void AddDemoHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<DemoHealth>("trench");

    public static void MapDemoHealth(this IEndpointRouteBuilder app) => app.MapHealthChecks("/health", new HealthCheckOptions
    {
        ResponseWriter = static (context, report) => context.Response.WriteAsJsonAsync(new HealthBody(report.Status.ToString())),
    });

    private sealed record HealthBody(string Status);
}
