using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Trench;

/// <summary>One assembly's translations: <c>.resx</c> files whose keys are English sentences. Each package brings its own.</summary>
/// <param name="BaseName">The resource's name without language and ending, as <see cref="ResourceManager"/> takes it.</param>
/// <param name="Assembly">The assembly whose satellites hold the languages.</param>
public sealed record TextSource(string BaseName, Assembly Assembly)
{
    /// <summary>The languages looked for, by two-letter code. One whose satellite was not deployed is left out.</summary>
    public IReadOnlyList<string> Languages { get; init; } = Texts.BuiltIn;

    /// <summary>
    /// The texts of a language; none where there is no such file. English ones stand in the neutral file, if there is one.
    /// </summary>
    internal IEnumerable<KeyValuePair<string, string>> Read(string language)
    {
        var isNeutral = language == Texts.English;
        if (isNeutral && Assembly.GetManifestResourceInfo(BaseName + ".resources") is null)
        {
            return [];
        }

        var culture = isNeutral ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var texts = new ResourceManager(BaseName, Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return texts?.Cast<System.Collections.DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, entry.Value as string ?? ""))
            .Where(entry => entry.Value.Length > 0)
            .ToList() ?? [];
    }
}
