using System.Net;
using System.Net.Sockets;

namespace Trench;

/// <summary>
/// What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer gets and can rotate through.
/// </summary>
internal static class AddressKey
{
    public static string Of(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return address;
        }

        if (parsed.IsIPv4MappedToIPv6)
        {
            parsed = parsed.MapToIPv4();
        }

        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(parsed.GetAddressBytes(), 0, 8)
            : parsed.ToString();
    }
}
