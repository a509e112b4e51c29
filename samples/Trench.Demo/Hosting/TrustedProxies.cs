using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Trench.Demo;

/// <summary>
/// Forwarded headers are read only from the proxies in <c>Trench:TrustedProxies</c> (addresses or networks, separated by commas). By
/// default there is none, not even loopback: otherwise anyone who reaches the port could choose the address that limits count for.
/// </summary>
internal static class TrustedProxies
{
    private const string Key = "Trench:TrustedProxies";

    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        var entries = (configuration[Key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return entries.Length == 0 ? app : app.UseForwardedHeaders(Options(entries));
    }

    private static ForwardedHeadersOptions Options(IEnumerable<string> entries)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in entries)
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(entry, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidOperationException($"{Key}: \"{entry}\" is neither an address nor a network like 10.0.0.0/8.");
            }
        }

        return options;
    }
}
