using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>
/// The address that moves a secret into an authenticator app: <c>otpauth://totp/Issuer:account?secret=..&amp;issuer=Issuer</c>.
/// </summary>
internal static class OtpAuthUri
{
    /// <summary>The longest issuer and the longest user name, in UTF-16 units: with these the address always fits a QR symbol.</summary>
    public const int LongestName = 64;

    /// <summary>The longest enrolment label shown in the app.</summary>
    public const int LongestLabel = 32;

    /// <summary>
    /// Writes the address. Parameters that have their usual value are left out, as the original did; apps take the same defaults.
    /// </summary>
    public static string Write(string issuer, string account, string secret, Totp totp)
    {
        // %20 and not '+': most apps decode the path and the query alike and would show the plus sign.
        var safeIssuer = Uri.EscapeDataString(issuer);
        var uri = new StringBuilder("otpauth://totp/").Append(safeIssuer).Append(':').Append(Uri.EscapeDataString(account))
            .Append("?secret=").Append(secret)
            .Append("&issuer=").Append(safeIssuer);
        if (totp.Hash != HashAlgorithmName.SHA1)
        {
            uri.Append("&algorithm=").Append(totp.Hash.Name);
        }

        if (totp.Digits != AuthenticatorAppSettings.UsualDigits)
        {
            uri.Append(CultureInfo.InvariantCulture, $"&digits={totp.Digits}");
        }

        if (totp.Period != AuthenticatorAppSettings.UsualPeriod)
        {
            uri.Append(CultureInfo.InvariantCulture, $"&period={totp.Period}");
        }

        return uri.ToString();
    }

    /// <summary>The account as the app shows it: the user name, and the enrolment's label in parentheses.</summary>
    public static string Account(string userName, string label)
    {
        var name = Clean(userName, LongestName);
        var mark = Clean(label, LongestLabel);
        return mark.Length == 0 ? name : $"{name} ({mark})";
    }

    /// <summary>
    /// The text without what would mislead an app or its reader: the colon ends the issuer, control characters end lines, and bidirectional
    /// marks make another name of it on the screen. Halves of surrogate pairs go too: they have no UTF-8.
    /// </summary>
    public static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest)
            {
                break;
            }

            if (IsShown(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Trim();
    }

    private static bool IsShown(Rune rune) =>
        rune != Rune.ReplacementChar
        && rune.Value is not (':' or 0x061c or 0x200b or 0x200e or 0x200f or 0xfeff)
        && rune.Value is not (>= 0x202a and <= 0x202e or >= 0x2066 and <= 0x2069)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
