using System.Diagnostics;

namespace Trench.AttackTests;

/// <summary>Telling two cases apart by how long the answers take.</summary>
internal static class Timing
{
    // |t| below 4.5: no difference is seen with any usual certainty (the mark of leakage tests, ISO/IEC 17825).
    private const double Mark = 4.5;

    private static readonly TimeSpan SmallestDifference = TimeSpan.FromMilliseconds(0.5);

    /// <summary>An unknown name, and a wrong password.</summary>
    public static Attack OfNames(int samples) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        return await CompareAsync(
            samples,
            () => victim.LogInAsync("a wrong password"),
            () => victim.LogInAsync("a wrong password", victim.Name + "-who"));
    };

    /// <summary>The right code and a wrong one, while the account is locked.</summary>
    public static Attack OfCodesWhileLocked(int samples) => async target =>
    {
        var victim = await Victim.WithAppAsync(target);
        var codes = await victim.WrongCodesAsync(6);
        var first = await victim.TicketAsync();
        foreach (var code in codes[..5])
        {
            await victim.CompleteAsync(first, code);
        }

        var (ticket, right) = (await victim.TicketAsync(), await victim.AppCodeAsync());
        return await CompareAsync(samples, () => victim.CompleteAsync(ticket, right), () => victim.CompleteAsync(ticket, codes[5]));
    };

    // In turns, so that whatever else the machine does meets both alike; the slowest tenth of each is that and nothing else.
    private static async Task<Finding?> CompareAsync(int samples, Func<Task<Answer>> one, Func<Task<Answer>> other)
    {
        var (ones, others) = (new List<double>(samples), new List<double>(samples));
        for (var number = 0; number < samples; number++)
        {
            ones.Add(await MeasureAsync(one));
            others.Add(await MeasureAsync(other));
        }

        var (a, b) = (Cropped(ones), Cropped(others));
        var t = (a.Average() - b.Average()) / Math.Sqrt((Variance(a) / a.Length) + (Variance(b) / b.Length));
        var difference = Math.Abs(a[a.Length / 2] - b[b.Length / 2]);
        return Finding.If(
            Math.Abs(t) >= Mark && difference >= SmallestDifference.TotalMilliseconds, $"t = {t:F1}, the medians differ by {difference:F3} ms.");
    }

    private static async Task<double> MeasureAsync(Func<Task<Answer>> send)
    {
        var started = Stopwatch.GetTimestamp();
        await send();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double[] Cropped(List<double> samples) => [.. samples.Order().Take(samples.Count * 9 / 10)];

    private static double Variance(double[] samples)
    {
        var average = samples.Average();
        return samples.Sum(sample => (sample - average) * (sample - average)) / (samples.Length - 1);
    }
}
