using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>A known key and how its value gets into the settings.</summary>
/// <typeparam name="T">Where it goes.</typeparam>
/// <param name="Name">The upper-case spelling.</param>
/// <param name="Read">Stores the value; returns what is wrong with it and what to set, never the value itself.</param>
public sealed record SettingKey<T>(string Name, Func<IConfigurationSection, T, string?> Read);

/// <summary>The kinds of keys. Each accepts its name in both spellings, and says what to set when a value cannot be read.</summary>
public static class SettingKey
{
    private delegate bool Parser<TValue>(string text, out TValue value);

    /// <summary>A whole number without sign.</summary>
    public static SettingKey<T> Whole<T>(string name, Action<T, int> set) => Of<T, int>(name, SettingText.Whole, set, "a whole number");

    /// <summary>true or false.</summary>
    public static SettingKey<T> Flag<T>(string name, Action<T, bool> set) => Of<T, bool>(name, SettingText.Flag, set, "true or false");

    /// <summary>Whole seconds or <c>hh:mm:ss</c>.</summary>
    public static SettingKey<T> Duration<T>(string name, Action<T, TimeSpan> set) =>
        Of<T, TimeSpan>(name, SettingText.Duration, set, "whole seconds or hh:mm:ss");

    /// <summary>A number that may be switched off by the empty text.</summary>
    public static SettingKey<T> WholeOrNone<T>(string name, Action<T, int?> set) =>
        OrNone<T, int>(
            name,
            SettingText.Whole,
            (target, value) => set(target, value),
            target => set(target, null),
            "a whole number, or nothing for no limit");

    /// <summary>A rate that may be switched off by the empty text.</summary>
    public static SettingKey<T> RateOrNone<T>(string name, Action<T, Rate?> set) =>
        OrNone<T, Rate>(name, SettingText.Rate, set, target => set(target, null), "a rate such as 30/10m or 5/h, or nothing for no limit");

    /// <summary>A pause that may be switched off by the empty text.</summary>
    public static SettingKey<T> DurationOrNone<T>(string name, Action<T, TimeSpan> set) =>
        OrNone<T, TimeSpan>(
            name,
            SettingText.Duration,
            set,
            target => set(target, TimeSpan.Zero),
            "whole seconds or hh:mm:ss, or nothing for no pause");

    /// <summary>Any text, kept as it is; the empty one counts as not set.</summary>
    public static SettingKey<T> Text<T>(string name, Action<T, string> set) => new(name, (section, target) =>
    {
        if (section.GetChildren().Any())
        {
            return "is a list or section; set a text.";
        }

        if (!string.IsNullOrEmpty(section.Value))
        {
            set(target, section.Value);
        }

        return null;
    });

    /// <summary>An array, or a text separated by commas.</summary>
    public static SettingKey<T> List<T>(string name, Action<T, IReadOnlyList<string>> set) => new(name, (section, target) =>
    {
        if (section.GetChildren().Any(child => child.GetChildren().Any()))
        {
            return "is nested too deeply; set a list of texts.";
        }

        set(target, SettingText.Items(section));
        return null;
    });

    /// <summary>A section with one section for each name, all with the same keys. Of several faults in it the first is told.</summary>
    public static SettingKey<T> Sections<T, TItem>(
        string name, IReadOnlyList<SettingKey<TItem>> keys, Action<T, IReadOnlyDictionary<string, TItem>> set)
        where TItem : class, new() => new(name, (section, target) =>
        {
            if (!string.IsNullOrEmpty(section.Value))
            {
                return "is a section with one section per name, not a value.";
            }

            var items = new Dictionary<string, TItem>(StringComparer.Ordinal);
            var notes = new SettingNotes(section.Key);
            foreach (var child in section.GetChildren())
            {
                SettingReader.Read(child, child.Key, keys, items[child.Key] = new TItem(), notes);
            }

            set(target, items);
            return notes.Faults is [var fault, ..] ? "in it, " + fault : null;
        });

    private static SettingKey<T> OrNone<T, TValue>(
        string name,
        Parser<TValue> parse,
        Action<T, TValue> set,
        Action<T> none,
        string expected)
    {
        var given = Of(name, parse, set, expected);
        return new SettingKey<T>(name, (section, target) =>
        {
            if (section.Value is not "")
            {
                return given.Read(section, target);
            }

            none(target);
            return null;
        });
    }

    private static SettingKey<T> Of<T, TValue>(string name, Parser<TValue> parse, Action<T, TValue> set, string expected)
    {
        return new SettingKey<T>(name, Read);

        string? Read(IConfigurationSection section, T target)
        {
            if (section.Value is null && !section.GetChildren().Any())
            {
                // A null of JSON, or Python's None: not set.
                return null;
            }

            if (section.Value is not { } text || !parse(text.Trim(' '), out var value))
            {
                return $"cannot be read; set {expected}.";
            }

            set(target, value);
            return null;
        }
    }
}
