namespace Trench;

/// <summary>A text for people, before its language is known: the English sentence, which is the key of its translations.</summary>
public sealed record Phrase
{
    private const string Place = "{0}";

    /// <summary>A sentence, and what stands in its <c>{0}</c>.</summary>
    /// <param name="key">The sentence in English, or a key of the application's own texts.</param>
    /// <param name="argument">What is put into <c>{0}</c> in every language; ignored by a sentence without that place.</param>
    public Phrase(string key, string? argument = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        Argument = key.Contains(Place, StringComparison.Ordinal) ? argument : null;
    }

    /// <summary>The sentence in English with its <c>{0}</c> still open.</summary>
    public string Key { get; }

    /// <summary>What is put into <c>{0}</c>; null when nothing is.</summary>
    public string? Argument { get; }

    /// <summary>A sentence without an argument.</summary>
    public static implicit operator Phrase(string key) => new(key);

    /// <summary>A sentence without an argument, for where the conversion is not wanted.</summary>
    public static Phrase ToPhrase(string key) => new(key);

    /// <summary>The sentence in English, complete.</summary>
    public override string ToString() => Fill(Key);

    internal string Fill(string sentence) => Argument is null ? sentence : sentence.Replace(Place, Argument, StringComparison.Ordinal);
}
