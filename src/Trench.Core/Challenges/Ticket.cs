using System.Buffers;

namespace Trench;

/// <summary>
/// The opaque string that names a challenge: <c>trm_</c> and 32 random bytes in base64url. The store knows only its SHA-256. Its prefix makes it
/// recognisable to every authentication scheme as something that authenticates nothing.
/// </summary>
public static class Ticket
{
    /// <summary>The prefix of every ticket.</summary>
    public const string Prefix = "trm_";

    private const int RandomBytes = 32;
    private const int Length = 4 + 43;
    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A new ticket.</summary>
    public static string New() => Prefix + Codes.Token(RandomBytes);

    /// <summary>Whether a text can be a ticket at all; saves a query, decides nothing.</summary>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Base64UrlCharacters);
    }

    /// <summary>What the store knows of a ticket.</summary>
    public static string Hash(string ticket) => Digest.Of(ticket);
}
