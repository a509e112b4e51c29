using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Trench.Demo.Tests;

/// <summary>
/// Fifty requests a second of all kinds for hours, one of a hundred with a fault (SECURITY row R16). How long, says TRENCH_SOAK_MINUTES.
/// </summary>
[Collection(DemoTests.Name), Trait("Category", "Soak")]
public sealed class MixedFlowsTests(ITestOutputHelper output)
{
    private const int People = 25;
    private const double MostGrowth = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(120);

    // Within less than that the collector's own moves are larger than any leak that matters.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(60);

    private static TimeSpan Length =>
        double.TryParse(Environment.GetEnvironmentVariable("TRENCH_SOAK_MINUTES"), CultureInfo.InvariantCulture, out var minutes)
            ? TimeSpan.FromMinutes(minutes)
            : Usual;

    [ComponentTheory(Component.SmtpSink), OnSqlite, OnPostgreSql]
    public async Task Hours_of_mixed_flows_with_faults_cost_no_memory_and_no_unexplained_answer(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var sink = new SmtpSink();
        await using var node = await DemoProcess.StartAsync([.. database.Settings, .. SmtpSink.Settings, .. Correspondent.Settings]);
        using var client = new HttpClient { BaseAddress = node.Address };
        using var strikes = new Strikes(database);
        var findings = new Findings();
        var commuters = new List<Commuter>();
        for (var person = 0; person < People; person++)
        {
            commuters.Add(new Commuter(await Correspondent.NewAsync(new Api(client), sink), sink, strikes, findings));
        }

        using var over = new CancellationTokenSource(Length);
        var started = Stopwatch.GetTimestamp();
        var running = Task.WhenAll(commuters.Select(commuter => commuter.RunAsync(over.Token)));
        var (memory, threads) = await WatchAsync(node, running, started);
        await running;

        var took = Stopwatch.GetElapsedTime(started);
        var growth = memory.SlopeSince(Length / 4);
        Say($"{kind}, {took.TotalMinutes:F0} minutes, {findings.Requests.Count / took.TotalSeconds:F1} a second: {findings.Requests}");
        Say($"Faults: {string.Join(", ", findings.Faults.CountBy(fault => fault).Select(fault => $"{fault.Value} x {fault.Key}"))}");
        Say($"Memory {memory.First:F0} to {memory.Last:F0} MiB, {growth:F2} MiB an hour after the first quarter");
        Say($"Threads {threads.First} to {threads.Last}; unexplained: {string.Join(", ", findings.Unexplained.Take(10))}");
        Assert.Empty(findings.Unexplained);
        Assert.True(Length < LongEnough || growth < MostGrowth, $"The memory grows by {growth:F2} MiB an hour.");
    }

    private void Say(FormattableString figures) => output.WriteLine(FormattableString.Invariant(figures));

    private static async Task<(Trend Memory, Trend Threads)> WatchAsync(DemoProcess node, Task running, long started)
    {
        var (memory, threads) = (new Trend(), new Trend());
        do
        {
            memory.Add(Stopwatch.GetElapsedTime(started), node.Memory);
            threads.Add(Stopwatch.GetElapsedTime(started), node.Threads);
        }
        while (await Task.WhenAny(running, Task.Delay(Pause)) != running);

        return (memory, threads);
    }
}
