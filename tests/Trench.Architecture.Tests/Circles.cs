namespace Trench.Architecture.Tests;

/// <summary>Finds the circles in a set of arrows.</summary>
internal static class Circles
{
    /// <summary>For each folder on a circle the shortest way back to it, each circle once, with a use for every arrow.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyCollection<FolderArrow> arrows)
    {
        var known = arrows.GroupBy(arrow => arrow.From).ToDictionary(group => group.Key, group => group.DistinctBy(arrow => arrow.To).ToArray());
        return [.. known.Keys.Order(StringComparer.Ordinal).Select(start => WayBack(start, known)).OfType<FolderArrow[]>().Select(InOrder).Distinct()];
    }

    private static FolderArrow[]? WayBack(string start, Dictionary<string, FolderArrow[]> known)
    {
        var seen = new HashSet<string>();
        var ways = new Queue<FolderArrow[]>([[]]);
        while (ways.TryDequeue(out var way))
        {
            var place = way.Length == 0 ? start : way[^1].To;
            if (way.Length > 0 && place == start)
            {
                return way;
            }

            foreach (var arrow in known.GetValueOrDefault(place, []).Where(arrow => seen.Add(arrow.To)))
            {
                ways.Enqueue([.. way, arrow]);
            }
        }

        return null;
    }

    /// <summary>The circle told from its alphabetically first folder, so that it reads alike wherever the search began.</summary>
    private static string InOrder(FolderArrow[] circle)
    {
        var first = Array.FindIndex(circle, arrow => arrow.From == circle.Min(other => other.From));
        return string.Join(", ", circle.Skip(first).Concat(circle.Take(first)).Select(arrow => $"{arrow.From} -> {arrow.To} ({arrow.File}: {arrow.Name})"));
    }
}
