using System.Collections.Frozen;

namespace Trench;

/// <summary>
/// Everything that is said to people, in their language. A sentence nobody translated is said in English: it is its own key. All sources
/// are read once; a later one wins, so that an application may put a text in its own words.
/// </summary>
public sealed class Texts
{
    /// <summary>The language that needs no translation.</summary>
    public const string English = "en";

    // The longest tag that names a language here is far shorter (RFC 5646 section 4.4.1 asks for 35); a longer text is no tag.
    private const int LongestTag = 35;

    /// <summary>The languages that the packages bring.</summary>
    public static readonly IReadOnlyList<string> BuiltIn = [English, "de", "pl", "fr", "es", "uk"];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _languages;

    /// <summary>Reads the sources. Made once, by the container.</summary>
    public Texts(IEnumerable<TextSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var all = sources.ToList();
        _languages = all.SelectMany(source => source.Languages).Append(English).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(language => (Name: language, Texts: Read(all, language)))
            .Where(language => language.Texts.Count > 0 || language.Name == English)
            .ToFrozenDictionary(language => language.Name, language => language.Texts, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The languages there are texts for, English among them.</summary>
    public IReadOnlyCollection<string> Languages => _languages.Keys;

    /// <summary>
    /// A tag as RFC 5646 writes it, with hyphens; null for a text that cannot be one: too long, or with signs other than ASCII letters,
    /// digits, hyphens and underscores. Any text may be given.
    /// </summary>
    public static string? Tag(string? text) =>
        text?.Length is > 1 and <= LongestTag && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? text.Replace('_', '-')
            : null;

    /// <summary>
    /// The language that serves a tag: <c>de</c> for <c>de-AT</c> (RFC 4647 section 3.4); null when none does, or it is no tag.
    /// </summary>
    public string? Find(string? tag)
    {
        for (var rest = Tag(tag); rest is { Length: > 0 }; rest = rest[..Math.Max(0, rest.LastIndexOf('-'))])
        {
            if (_languages.ContainsKey(rest))
            {
                return rest.ToLowerInvariant();
            }
        }

        return null;
    }

    /// <summary>The sentence in the language of a tag; in English for any other text, and where it was not translated.</summary>
    public string Say(Phrase phrase, string? tag)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        var language = Find(tag) ?? English;
        return phrase.Fill(
            _languages[language].GetValueOrDefault(phrase.Key) ?? _languages[English].GetValueOrDefault(phrase.Key) ?? phrase.Key);
    }

    private static FrozenDictionary<string, string> Read(IEnumerable<TextSource> sources, string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in sources.SelectMany(source => source.Read(language)))
        {
            texts[key] = text;
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
