namespace Trench.Tool;

/// <summary>Reads the file that says which new user an old one is.</summary>
internal static class UserMap
{
    /// <summary>New ids by old ones. Each id stands once on its side: two people never become one.</summary>
    /// <exception cref="StopException">The file is not there, or a line is not of that form.</exception>
    public static IReadOnlyDictionary<string, string> Read(FileInfo file)
    {
        var lines = NamedFile.Read(file, "--user-map", path => File.ReadAllLines(path));
        var (map, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, line) in lines.Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            var isPair = line.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } old, { Length: > 0 } now]
                && !line.Contains('"', StringComparison.Ordinal)
                && map.TryAdd(old, now)
                && taken.Add(now);
            if (!isPair)
            {
                throw new StopException(
                    ExitCodes.Usage, $"--user-map, line {number + 1}: write old-id,new-id without quotes, each id once.");
            }
        }

        return map;
    }
}
