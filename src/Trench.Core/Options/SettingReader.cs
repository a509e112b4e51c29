using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>Reads one section key by key and notes every fault on the way: none hides another.</summary>
internal static class SettingReader
{
    /// <param name="section">The section.</param>
    /// <param name="prefix">Its path below the outermost section; empty for that one.</param>
    /// <param name="keys">The known keys.</param>
    /// <param name="target">Where the values go.</param>
    /// <param name="notes">Where the faults go.</param>
    /// <param name="other">Takes keys that are not known; without it they are faults.</param>
    public static void Read<T>(
        IConfigurationSection section,
        string prefix,
        IReadOnlyList<SettingKey<T>> keys,
        T target,
        SettingNotes notes,
        Func<string, SettingKey<T>>? other = null)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            notes.Fault(prefix, "is a section of keys, not a value.");
            return;
        }

        foreach (var spellings in section.GetChildren().GroupBy(child => SettingName.Fold(child.Key)))
        {
            var given = spellings.First();
            var key = keys.FirstOrDefault(key => SettingName.Fold(key.Name) == spellings.Key) ?? other?.Invoke(given.Key);
            if (key is null)
            {
                notes.Fault(Join(prefix, given.Key), "is not a setting." + Nearest.Hint(given.Key, keys.Select(key => key.Name)));
            }
            else if (spellings.Count() > 1)
            {
                var both = string.Join(" and ", spellings.Select(child => child.Key));
                notes.Fault(Join(prefix, key.Name), $"is set in two spellings, {both}; keep one.");
            }
            else if (key.Read(given, target) is { } fault)
            {
                notes.Fault(Join(prefix, key.Name), fault);
            }
        }
    }

    /// <summary>The child of a section in any spelling; null without.</summary>
    public static IConfigurationSection? Find(IConfigurationSection section, string key) =>
        section.GetChildren().FirstOrDefault(child => SettingName.Same(child.Key, key));

    private static string Join(string prefix, string key) => prefix.Length == 0 ? key : $"{prefix}:{key}";
}
