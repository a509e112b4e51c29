namespace Trench.Demo.Tests;

/// <summary>Requests that are let loose together.</summary>
internal static class AllAtOnce
{
    public static async Task<Answer[]> RunAsync(int requests, Func<int, Task<Answer>> request)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, requests).Select(async number =>
        {
            await start.Task;
            return await request(number);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}
