using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Trench.AspNetCore;

/// <summary>
/// Reads <c>Accept-Language</c> (RFC 9110 section 12.5.4). Whatever stands in it is a preference, so nothing in it is a fault.
/// </summary>
internal static class AcceptLanguage
{
    private const int MostRanges = 10;
    private const int LongestHeader = 1024;

    /// <summary>The language the client likes best among those there are; null when it names none of them.</summary>
    public static string? Choose(StringValues header, Texts texts)
    {
        var text = header.ToString();
        if (text.Length is 0 or > LongestHeader)
        {
            return null;
        }

        // The sort keeps the client's order among equals.
        return text.Split(',').Take(MostRanges)
            .Select(range => Read(range, texts))
            .Where(wish => wish is { Language: not null, Weight: > 0 })
            .OrderByDescending(wish => wish.Weight)
            .FirstOrDefault().Language;
    }

    private static (string? Language, decimal Weight) Read(string range, Texts texts)
    {
        var parts = range.Split(';');
        var tag = parts[0].Trim(' ', '\t');
        return (tag == "*" ? Texts.English : texts.Find(tag), parts.Length == 1 ? 1 : WeightOf(parts));
    }

    // A range whose weight cannot be read is not wanted: neither is a parameter that is no weight.
    private static decimal WeightOf(string[] parts) =>
        parts is [_, var parameter]
        && parameter.Trim(' ', '\t').Split('=') is ["q" or "Q", var weight]
        && decimal.TryParse(weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value <= 1
            ? value
            : 0;
}
