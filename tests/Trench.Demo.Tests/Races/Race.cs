namespace Trench.Demo.Tests;

/// <summary>Many at once, let loose together.</summary>
internal static class Race
{
    public const int Runners = 200;

    public static async Task<Answer[]> RunAsync(Func<int, Task<Answer>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, Runners).Select(RunOneAsync).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);

        async Task<Answer> RunOneAsync(int number)
        {
            await start.Task;
            return await run(number);
        }
    }

    /// <summary>Fails the test unless exactly one got in and all others were refused in good order.</summary>
    public static void HasOneWinner(IEnumerable<Answer> answers)
    {
        var byStatus = answers.CountBy(answer => answer.Status).ToDictionary();
        Assert.True(byStatus.GetValueOrDefault(200) == 1, $"Not one winner: {string.Join(", ", byStatus)}");
        Assert.All(byStatus.Keys, status => Assert.InRange(status, 200, 499));
    }
}
