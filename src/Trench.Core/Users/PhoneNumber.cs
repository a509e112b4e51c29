using System.Diagnostics.CodeAnalysis;

namespace Trench;

/// <summary>
/// Phone numbers as Trench stores and sends them: E.164, a plus and 7 to 15 ASCII digits. There is no numbering plan in here, only a short
/// list of ranges that no person's mobile phone is in and that cost whoever sends to them.
/// </summary>
public static class PhoneNumber
{
    /// <summary>The fewest digits.</summary>
    public const int FewestDigits = 7;

    /// <summary>The most digits (ITU-T E.164 section 6).</summary>
    public const int MostDigits = 15;

    private const int ShownAtStart = 3;
    private const int ShownAtEnd = 2;

    // Services of the world, satellites and networks without a country (ITU-T E.164 annex: 800 to 991), and 999, which is nobody's. Toll
    // fraud likes them.
    private static readonly string[] NoCountry = ["800", "808", "870", "878", "881", "882", "883", "888", "979", "991", "999"];

    // Premium and personal numbers, by country: North America, United Kingdom, France, Spain, Italy, Netherlands, Switzerland, Austria,
    // Poland, Germany.
    private static readonly string[] Premium =
        ["1900", "4470", "4487", "449", "3389", "3480", "3989", "3190", "4190", "439", "4870", "49900"];

    /// <summary>
    /// Reads a number. Strict, so that two spellings are never one phone: no national form, no <c>00</c>, no white space, no other digits
    /// than ASCII's. False also for the ranges that are never sent to.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        if (text is not ['+', >= '1' and <= '9', ..]
            || text.Length is < FewestDigits + 1 or > MostDigits + 1
            || text.AsSpan(1).ContainsAnyExceptInRange('0', '9')
            || IsNeverSentTo(text))
        {
            return false;
        }

        canonical = text;
        return true;
    }

    /// <summary>
    /// The number where it is one and its country is listed, or none is; null otherwise. Spaces around it are not looked at.
    /// </summary>
    public static string? Canonical(string text, IReadOnlyList<string> callingCodes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(callingCodes);
        return TryParse(text.Trim(' '), out var canonical) && (callingCodes.Count == 0 || IsIn(canonical, callingCodes)) ? canonical : null;
    }

    /// <summary>Whether a number in canonical form is in one of these countries, given as calling codes without plus: <c>48</c>.</summary>
    public static bool IsIn(string canonical, IEnumerable<string> callingCodes)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        ArgumentNullException.ThrowIfNull(callingCodes);
        return callingCodes.Any(code => StartsWith(canonical, code));
    }

    /// <summary>The form that may be shown and logged: <c>+48*******22</c>.</summary>
    public static string Mask(string canonical)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        var hidden = canonical.Length - ShownAtStart - ShownAtEnd;
        return hidden <= 0 ? "***" : $"{canonical[..ShownAtStart]}{new string('*', hidden)}{canonical[^ShownAtEnd..]}";
    }

    private static bool IsNeverSentTo(string number) =>
        NoCountry.Any(code => StartsWith(number, code)) || Premium.Any(range => StartsWith(number, range));

    private static bool StartsWith(string number, string digits) => number.AsSpan(1).StartsWith(digits, StringComparison.Ordinal);
}
