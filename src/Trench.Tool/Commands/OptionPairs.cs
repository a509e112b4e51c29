namespace Trench.Tool;

/// <summary>Options of the form <c>old=new</c>.</summary>
internal static class OptionPairs
{
    private const int LongestName = 64;

    /// <summary>New names by old ones.</summary>
    public static IReadOnlyDictionary<string, string> ReadNames(IEnumerable<string> pairs, string option)
    {
        var names = Read(pairs, option);
        return names.Values.All(IsName) ? names : throw new StopException(
            ExitCodes.Usage,
            $"{option}: a method's name is 1 to {LongestName} letters, digits, hyphens and underscores.");
    }

    /// <summary>Kinds by old name, beside those of django-trench's own names.</summary>
    public static IReadOnlyDictionary<string, OldKind> ReadKinds(IEnumerable<string> pairs, string option)
    {
        var kinds = new Dictionary<string, OldKind>(OldKinds.ByName, StringComparer.Ordinal);
        foreach (var (name, text) in Read(pairs, option))
        {
            kinds[name] = text.All(char.IsAsciiLetter) && Enum.TryParse<OldKind>(text, ignoreCase: true, out var kind)
                ? kind
                : throw new StopException(ExitCodes.Usage, $"{option} {name}: a kind is app, email, sms or yubi.");
        }

        return kinds;
    }

    private static bool IsName(string name) =>
        name.Length <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static Dictionary<string, string> Read(IEnumerable<string> pairs, string option)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (pair.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value] || !read.TryAdd(name, value))
            {
                throw new StopException(ExitCodes.Usage, $"{option} {pair}: write old=new, each old name once.");
            }
        }

        return read;
    }
}
