using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>Reads a value's text. Strict: what is not clearly meant is not guessed.</summary>
internal static class SettingText
{
    /// <summary>A whole number without sign.</summary>
    public static bool Whole(string text, out int value)
    {
        value = 0;

        // int.TryParse alone takes a trailing NUL.
        return text.Length is > 0 and <= 9
            && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whole seconds, or <c>hh:mm:ss</c>.</summary>
    public static bool Duration(string text, out TimeSpan value)
    {
        if (Whole(text, out var seconds))
        {
            value = TimeSpan.FromSeconds(seconds);
            return true;
        }

        return TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out value);
    }

    /// <summary>true, false, 1 or 0; Python's True and False too.</summary>
    public static bool Flag(string text, out bool value)
    {
        value = text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A count, a slash and a period: <c>30/10m</c>, or <c>5/h</c> for one hour.</summary>
    public static bool Rate(string text, out Rate value)
    {
        value = new Rate(1, TimeSpan.FromDays(1));
        var parts = text.Split('/');
        if (parts.Length != 2 || parts[1].Length == 0 || !Whole(parts[0], out var count) || Unit(parts[1][^1]) is not { } unit)
        {
            return false;
        }

        var units = 1;
        if (parts[1].Length > 1 && !Whole(parts[1][..^1], out units))
        {
            return false;
        }

        value = new Rate(count, unit * units);
        return count > 0 && units is > 0 and <= 86_400;
    }

    /// <summary>The items of an array, or of a text separated by commas.</summary>
    public static IReadOnlyList<string> Items(IConfigurationSection section)
    {
        var children = section.GetChildren().Select(child => child.Value ?? "").ToArray();
        var items = children.Length > 0 ? children : (section.Value ?? "").Split(',');
        return [.. items.Select(item => item.Trim()).Where(item => item.Length > 0)];
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
