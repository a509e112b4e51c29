using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Trench.Demo.Tests;

/// <summary>How long answers took, and what they were.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentQueue<(int Status, double Milliseconds)> _all = new();

    public int Count => _all.Count;

    /// <summary>The statuses that came, each with how often.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _all.CountBy(one => one.Status).ToDictionary();

    /// <summary>Takes the time of one request.</summary>
    public async Task<Answer> TimeAsync(Func<Task<Answer>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        _all.Enqueue((answer.Status, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        return answer;
    }

    /// <summary>So many of a hundred were as fast as this, or faster; in milliseconds.</summary>
    public double Percentile(int percent)
    {
        var sorted = _all.Select(one => one.Milliseconds).Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var statuses = string.Join(", ", Statuses.Select(one => $"{one.Value} x {one.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"{Count} requests, p50 {Percentile(50):F0} ms, p99 {Percentile(99):F0} ms, statuses {statuses}");
    }
}
