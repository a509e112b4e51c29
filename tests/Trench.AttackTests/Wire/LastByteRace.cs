namespace Trench.AttackTests;

/// <summary>
/// Many requests that reach their end at the same moment: each waits on a connection of its own with one byte to go, then all those bytes
/// are sent. What lies between two of them is one system call, and not the time it takes to connect or to read a request.
/// </summary>
internal static class LastByteRace
{
    /// <summary>The most connections of one race.</summary>
    public const int MostRunners = 1_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task<Reply[]> RunAsync(IReadOnlyList<Call> calls)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(calls.Count, MostRunners);
        using var patience = new CancellationTokenSource(Longest);
        var runners = await Task.WhenAll(calls.Select(call => Runner.ReadyAsync(call, patience.Token)));
        try
        {
            foreach (var runner in runners)
            {
                runner.Release();
            }

            return await Task.WhenAll(runners.Select(runner => runner.ReplyAsync(patience.Token)));
        }
        finally
        {
            foreach (var runner in runners)
            {
                runner.Dispose();
            }
        }
    }
}
