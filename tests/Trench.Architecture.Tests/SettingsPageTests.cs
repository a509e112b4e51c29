using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Trench.AspNetCore;

namespace Trench.Architecture.Tests;

/// <summary>docs/settings.md lists every option with both spellings and the default it really has.</summary>
public sealed partial class SettingsPageTests
{
    private static readonly Assembly[] Libraries = [typeof(TrenchOptions).Assembly, typeof(JwtOptions).Assembly];

    // By name: a facade must be removable with its folder and its lines in the application.
    [Theory]
    [InlineData("## TRENCH_AUTH", "TrenchOptions")]
    [InlineData("## TRENCH_AUTH:LIMITS", "LimitOptions")]
    [InlineData("## DEUX", "DeuxOptions")]
    [InlineData("## WCD_2FACTOR", "ConfirmationOptions")]
    [InlineData("## JWT2FA_AUTH", "CodeTokenOptions")]
    public void The_page_lists_the_options_with_their_defaults(string heading, string name)
    {
        var options = Libraries.SelectMany(library => library.GetExportedTypes()).Single(type => type.Name == name);
        var written = Rows(heading).Select(row => $"{row.Name} = {row.Default}");

        var real = Properties(options).Select(property => $"{property.Name} = {Text(property.GetValue(Activator.CreateInstance(options)))}");

        Assert.Equal(real.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("## TRENCH_AUTH")]
    [InlineData("## TRENCH_AUTH:LIMITS")]
    [InlineData("## DEUX")]
    [InlineData("## WCD_2FACTOR")]
    [InlineData("## JWT2FA_AUTH")]
    public void Both_spellings_of_a_key_are_the_same_words(string heading) =>
        Assert.All(Rows(heading), row => Assert.Equal(row.Key.Replace("_", "", StringComparison.Ordinal), row.Name, ignoreCase: true));

    // Methods and limits have sections, and tables, of their own.
    private static IEnumerable<PropertyInfo> Properties(Type options) =>
        options.GetProperties().Where(
            property => property.CanWrite && !(options == typeof(TrenchOptions) && property.Name is "Methods" or "Limits"));

    private static IEnumerable<Row> Rows(string heading)
    {
        var page = Repository.Read("docs/settings.md");
        var from = page.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/settings.md has no heading {heading}.");
        var to = page.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return RowPattern().Matches(to < 0 ? page[from..] : page[from..to])
            .Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Trim('`')));
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        IDictionary { Count: 0 } => "none",
        IReadOnlyList<string> list => list.Count == 0 ? "none" : string.Join(',', list),
        bool flag => flag ? "true" : "false",
        TimeSpan duration => duration.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        Rate rate => $"{rate.Count}/{Period(rate.Period)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Period(TimeSpan period) => period switch
    {
        { TotalDays: 1 } => "d",
        { TotalHours: 1 } => "h",
        { Minutes: 0, TotalHours: > 1 and var hours } => FormattableString.Invariant($"{hours}h"),
        { TotalMinutes: 1 } => "m",
        { TotalMinutes: var minutes } => FormattableString.Invariant($"{minutes}m"),
    };

    [GeneratedRegex(@"^\| `([A-Z0-9_]+)` \| `(\w+)` \| ([^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    private sealed record Row(string Key, string Name, string Default);
}
