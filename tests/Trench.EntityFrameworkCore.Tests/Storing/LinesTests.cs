namespace Trench.EntityFrameworkCore.Tests;

public sealed class LinesTests
{
    private readonly Lines _lines = new();

    [Fact]
    public async Task One_place_is_for_one_at_a_time()
    {
        var first = await EnterAsync("a");
        var second = EnterAsync("a");

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Lines_do_not_wait_for_each_other()
    {
        using var first = await EnterAsync("a");
        using var second = await EnterAsync("b");

        Assert.Equal(2, _lines.Count);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_and_leaves_the_line()
    {
        using (await EnterAsync("a"))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => _lines.EnterAsync("a", places: 1, TimeSpan.Zero, CancellationToken.None));
        }

        Assert.Equal(0, _lines.Count);
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_the_line_and_takes_no_place()
    {
        using var impatient = new CancellationTokenSource();
        var first = await EnterAsync("a");
        var second = _lines.EnterAsync("a", places: 1, Timeout.InfiniteTimeSpan, impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        Assert.Equal(0, _lines.Count);
    }

    private Task<IDisposable> EnterAsync(string name) => _lines.EnterAsync(name, places: 1, Timeout.InfiniteTimeSpan, CancellationToken.None);
}
