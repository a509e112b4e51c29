using System.Security.Cryptography;

namespace Trench;

/// <summary>
/// The name of a confirmation: a random UUID (RFC 9562 section 5.4) of 122 bits from the operating system's generator. It is a ticket:
/// whoever holds it may answer, so the store knows only its SHA-256.
/// </summary>
internal static class ConfirmationId
{
    private const int Octets = 16;

    public static string New()
    {
        Span<byte> octets = stackalloc byte[Octets];
        RandomNumberGenerator.Fill(octets);
        octets[6] = (byte)((octets[6] & 0x0F) | 0x40);
        octets[8] = (byte)((octets[8] & 0x3F) | 0x80);
        return new Guid(octets, bigEndian: true).ToString("D");
    }

    /// <summary>What the store knows of an id; null for a text that is no UUID with hyphens.</summary>
    public static string? Hash(string text) => Guid.TryParseExact(text, "D", out var id) ? Digest.Of(id.ToString("D")) : null;
}
