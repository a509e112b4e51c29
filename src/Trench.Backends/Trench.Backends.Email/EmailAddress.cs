using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Trench.Backends.Email;

/// <summary>
/// The addresses Trench sends to: a dot-atom, an at sign and a host name with a dot (RFC 5321 section 4.1.2 without quoted parts and
/// address literals). ASCII only, because two addresses that look alike must not be one, and one must not become two.
/// </summary>
public static class EmailAddress
{
    /// <summary>The longest address (RFC 5321 section 4.5.3.1.3, without the angle brackets).</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;
    private const int LongestLabel = 63;
    private const string Alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly SearchValues<char> Atom = SearchValues.Create(Alphanumeric + "!#$%&'*+-/=?^_`{|}~");
    private static readonly SearchValues<char> HostLabel = SearchValues.Create(Alphanumeric + "-");

    /// <summary>
    /// Reads an address. The canonical form keeps the local part as it is, since only its host knows whether case matters there, and
    /// lower-cases the host name. False for anything else: display names, lists, comments, white space, address literals.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        if (text is null || text.Length > Longest || text.IndexOf('@', StringComparison.Ordinal) is var at && at < 0)
        {
            return false;
        }

        if (!IsLocalPart(text.AsSpan(0, at)) || !IsHostName(text.AsSpan(at + 1)))
        {
            return false;
        }

        canonical = string.Concat(text.AsSpan(0, at + 1), text[(at + 1)..].ToLowerInvariant());
        return true;
    }

    /// <summary>The form that may be shown and logged: <c>a***@example.com</c>.</summary>
    /// <param name="canonical">What <see cref="TryParse"/> gave.</param>
    public static string Mask(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        return string.Concat(canonical.AsSpan(0, 1), "***", canonical.AsSpan(canonical.IndexOf('@', StringComparison.Ordinal)));
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > LongestLocalPart)
        {
            return false;
        }

        foreach (var range in local.Split('.'))
        {
            var atom = local[range];
            if (atom.IsEmpty || atom.ContainsAnyExcept(Atom))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHostName(ReadOnlySpan<char> host)
    {
        var labels = 0;
        ReadOnlySpan<char> last = default;
        foreach (var range in host.Split('.'))
        {
            last = host[range];
            labels++;
            if (last.IsEmpty || last.Length > LongestLabel || last[0] == '-' || last[^1] == '-' || last.ContainsAnyExcept(HostLabel))
            {
                return false;
            }
        }

        // A last label of digits only is an IPv4 address in disguise, and no top-level domain (RFC 3696 section 2).
        return labels > 1 && last.ContainsAnyExceptInRange('0', '9');
    }
}
