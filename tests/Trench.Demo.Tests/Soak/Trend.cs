namespace Trench.Demo.Tests;

/// <summary>A figure over time, and how fast it grows.</summary>
internal sealed class Trend
{
    private readonly List<(double Hours, double Value)> _points = [];

    public double First => _points[0].Value;

    public double Last => _points[^1].Value;

    public void Add(TimeSpan at, double value) => _points.Add((at.TotalHours, value));

    /// <summary>The slope of the line that fits best (least squares), an hour, without what came before an instant.</summary>
    public double SlopeSince(TimeSpan from)
    {
        var points = _points.Where(point => point.Hours >= from.TotalHours).ToList();
        if (points.Count < 2)
        {
            return 0;
        }

        var (hours, value) = (points.Average(point => point.Hours), points.Average(point => point.Value));
        return points.Sum(point => (point.Hours - hours) * (point.Value - value)) / points.Sum(point => Math.Pow(point.Hours - hours, 2));
    }
}
