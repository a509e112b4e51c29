namespace Trench.AspNetCore;

/// <summary>Scopes by RFC 6749 section 3.3: words of printable ASCII, separated by single spaces.</summary>
internal static class OAuthScope
{
    /// <summary>Whether a text may be the name of a scope.</summary>
    public static bool IsToken(string text) =>
        text.Length > 0 && text.All(letter => letter is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));

    /// <summary>What is granted: what was asked for, or everything allowed where nothing was. Null when something else was asked for.</summary>
    public static string? Grant(string? asked, IReadOnlyList<string> allowed)
    {
        var wanted = asked is null ? allowed : [.. asked.Split(' ').Distinct()];
        return wanted.All(allowed.Contains) ? string.Join(' ', wanted) : null;
    }
}
