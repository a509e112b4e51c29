namespace Trench;

/// <summary>Guesses what a mistyped name was meant to be, by edit distance.</summary>
internal static class Nearest
{
    /// <summary>A sentence that suggests the nearest name, with a space before it; empty when none is near.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        var name = SettingName.Fold(given);
        var nearest = known
            .Select(candidate => (Name: candidate, Distance: Distance(name, SettingName.Fold(candidate))))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        var most = Math.Max(name.Length < 4 ? 1 : 2, name.Length / 3);
        return nearest.Name is not null && nearest.Distance <= most ? $" Did you mean {nearest.Name}?" : "";
    }

    // Levenshtein, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                var replaced = left[i - 1] == right[j - 1] ? diagonal : diagonal + 1;
                row[j] = Math.Min(replaced, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
