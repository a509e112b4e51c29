using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>
/// The client's address: the connection's, and nothing a header says. Trusted proxies are the host's business (ForwardedHeaders).
/// </summary>
internal static class CallerAddress
{
    public static string? Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
