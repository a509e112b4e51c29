using System.Globalization;

namespace Trench.AttackTests;

/// <summary>
/// Whether two rows of times can be told apart. Both marks have to hold: no difference with any usual certainty, and none of a size that a
/// network would carry.
/// </summary>
internal sealed class TimeComparison
{
    // The mark of leakage tests (ISO/IEC 17825) for Welch's t.
    private const double MostT = 4.5;

    private const double MostMilliseconds = 0.5;

    // The slowest answers met a collection or another process: they hide a small difference in their spread. So the comparison is made
    // without them, too, as dudect does (Reparaz 2016); not only without them, or a difference among the slowest would go unseen. One
    // threshold for both, or cutting off would even them out.
    private static readonly double[] Kept = [1, 0.9];

    private readonly List<double> _ones = [];
    private readonly List<double> _others = [];

    public void Add(double one, double other)
    {
        _ones.Add(one);
        _others.Add(other);
    }

    public Finding? Find() => Finding.If(Ts().Any(t => !(Math.Abs(t) < MostT)) || !(Math.Abs(Difference()) < MostMilliseconds), ToString());

    public override string ToString()
    {
        var (all, cropped) = (Ts()[0], Ts()[1]);
        var (one, other) = (Median(_ones), Median(_others));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"2 x {_ones.Count}: t = {all:F1}, without the slowest tenth {cropped:F1}; medians {one:F3} and {other:F3} ms.");
    }

    private double[] Ts() => [.. Kept.Select(share => T(Up(_ones, Threshold(share)), Up(_others, Threshold(share))))];

    private double Threshold(double share)
    {
        var sorted = _ones.Concat(_others).Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private double Difference() => Median(_ones) - Median(_others);

    private static double[] Up(List<double> times, double threshold) => [.. times.Where(time => time <= threshold)];

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static double T(double[] a, double[] b) =>
        (a.Average() - b.Average()) / Math.Sqrt((Variance(a) / a.Length) + (Variance(b) / b.Length));

    private static double Variance(double[] times)
    {
        var average = times.Average();
        return times.Sum(time => (time - average) * (time - average)) / (times.Length - 1);
    }
}
