using System.Collections.Concurrent;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class LinesTests
{
    private readonly Lines _lines = new();

    [Fact]
    public async Task One_place_is_for_one_at_a_time()
    {
        var first = new TaskCompletionSource<int>();
        var held = RunAsync("a", first.Task);
        var second = RunAsync("a", Task.FromResult(2));

        Assert.False(second.IsCompleted);
        first.SetResult(1);
        Assert.Equal((1, 2), (await held, await second));
    }

    [Fact]
    public async Task Lines_do_not_wait_for_each_other()
    {
        var (first, second) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        Task<int>[] held = [RunAsync("a", first.Task), RunAsync("b", second.Task)];

        Assert.Equal(2, _lines.Count);
        second.SetResult(2);
        Assert.Equal(2, await held[1]);
        first.SetResult(1);
        Assert.Equal(1, await held[0]);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_and_leaves_the_line()
    {
        var first = new TaskCompletionSource<int>();
        var held = RunAsync("a", first.Task);

        await Assert.ThrowsAsync<TimeoutException>(
            () => _lines.RunAsync("a", places: 1, TimeSpan.Zero, () => Task.FromResult(2), CancellationToken.None));

        first.SetResult(1);
        await held;
        Assert.Equal(0, _lines.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_the_line_and_takes_no_place()
    {
        using var impatient = new CancellationTokenSource();
        var first = new TaskCompletionSource<int>();
        var held = RunAsync("a", first.Task);
        var second = _lines.RunAsync("a", places: 1, Timeout.InfiniteTimeSpan, () => Task.FromResult(2), impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.SetResult(1);
        await held;
        Assert.Equal(0, _lines.Count);
    }

    [Fact]
    public async Task Whoever_breaks_gives_the_place_back()
    {
        var first = new TaskCompletionSource<int>();
        var held = RunAsync("a", first.Task);
        var behind = RunAsync("a", Task.FromResult(2));

        first.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => held);
        Assert.Equal(2, await behind);
    }

    [Fact]
    public async Task A_burst_begins_with_few_and_each_answer_lets_one_more_in()
    {
        var begun = new ConcurrentQueue<TaskCompletionSource<int>>();
        var burst = Enumerable.Range(0, 20)
            .Select(_ => _lines.RunAsync("a", places: 24, Timeout.InfiniteTimeSpan, BeginAsync, CancellationToken.None)).ToList();
        Assert.Equal(6, begun.Count);

        begun.First().SetResult(1);
        while (begun.Count < 8)
        {
            await Task.Yield();
        }

        while (!burst.TrueForAll(one => one.IsCompleted))
        {
            begun.ToList().ForEach(one => one.TrySetResult(1));
            await Task.Yield();
        }

        Assert.Equal(20, begun.Count);

        Task<int> BeginAsync()
        {
            var work = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            begun.Enqueue(work);
            return work.Task;
        }
    }

    private Task<int> RunAsync(string name, Task<int> work, int places = 1) =>
        _lines.RunAsync(name, places, Timeout.InfiniteTimeSpan, () => work, CancellationToken.None);
}
