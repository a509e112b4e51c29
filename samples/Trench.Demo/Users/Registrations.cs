using Microsoft.AspNetCore.RateLimiting;

namespace Trench.Demo;

/// <summary>
/// Anybody may register, and each new password costs a slow hash: only as many at a time as there are processors, so that a flood of them
/// leaves the threads to others. The rest waits in line.
/// </summary>
internal static class Registrations
{
    public const string Policy = "registrations";

    public static void AddRegistrations(this IServiceCollection services) => services.AddRateLimiter(static limiter =>
        limiter.AddConcurrencyLimiter(Policy, static line =>
        {
            line.PermitLimit = Environment.ProcessorCount;
            line.QueueLimit = int.MaxValue;
        }));
}
