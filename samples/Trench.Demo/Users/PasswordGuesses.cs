using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Trench.Demo;

/// <summary>
/// Who holds a stolen session may not use the change of password to guess it: as many tries from one address (IPv6: one /64) as the
/// login takes wrong passwords.
/// </summary>
internal static class PasswordGuesses
{
    public const string Policy = "password-guesses";

    private const int Tries = 30;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    public static void AddPasswordGuesses(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.OnRejected = RefuseAsync;
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            Network(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Tries, Window = Period }));
    });

    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.ToString(),
    };

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Period;
        context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        await Answers.Fault(StatusCodes.Status429TooManyRequests, "address_throttled", DemoPhrases.TooManyTries)
            .ExecuteAsync(context.HttpContext);
    }
}
