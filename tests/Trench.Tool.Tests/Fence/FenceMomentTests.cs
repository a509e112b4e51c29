namespace Trench.Tool.Tests;

/// <summary>What <c>--since</c> takes.</summary>
public sealed class FenceMomentTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync() => _move = await Move.StartAsync();

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Theory]
    [InlineData("yesterday")]
    [InlineData("9999-01-01T00:00:00Z")]
    public async Task A_moment_that_is_none_or_to_come_is_refused(string since)
    {
        var run = await _move.ToolAsync("fence", "--since", since);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--since", run.Error, StringComparison.Ordinal);
    }
}
