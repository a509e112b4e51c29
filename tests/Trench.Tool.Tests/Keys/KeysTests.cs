namespace Trench.Tool.Tests;

public sealed class KeysTests : IAsyncLifetime
{
    private const string NewMasterKey = "/////////////////////////////////////////////wA=";

    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.BringUserAsync();
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task After_rotating_and_sealing_anew_everybody_signs_in_as_before()
    {
        Assert.Equal(ExitCodes.Done, (await _move.ToolAsync("keys", "rotate")).ExitCode);
        var rewrap = await _move.ToolAsync("keys", "rewrap");
        _move.New.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(ExitCodes.Done, rewrap.ExitCode);
        Assert.Contains("Enrolment.sealed_factor: 1 sealed anew.", rewrap.Output, StringComparison.Ordinal);
        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Succeeded);
        Assert.True((await _move.New.SignInAsync("7", "code00000000")).Succeeded);
    }

    [Fact]
    public async Task Nothing_is_left_for_a_second_run()
    {
        await _move.ToolAsync("keys", "rotate");
        await _move.ToolAsync("keys", "rewrap");

        var again = await _move.ToolAsync("keys", "rewrap");
        Assert.Contains("Enrolment.sealed_factor: 0 sealed anew.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_change_of_the_master_key_the_old_one_is_needed_no_more()
    {
        Assert.Equal(ExitCodes.TargetRefused, (await _move.ToolUnderAsync(NewMasterKey, "keys", "list")).ExitCode);

        await _move.ToolUnderAsync($"{NewMasterKey},{_move.MasterKey}", "keys", "rewrap");

        var list = await _move.ToolUnderAsync(NewMasterKey, "keys", "list");
        Assert.Equal(ExitCodes.Done, list.ExitCode);
        Assert.Contains("pepper-1: 4 uses, sealed under the first master key", list.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.TargetRefused, (await _move.ToolAsync("keys", "list")).ExitCode);
    }

    [Fact]
    public async Task A_rotation_is_an_event()
    {
        await _move.ToolAsync("keys", "rotate");

        var told = (await _move.New.AllEventsAsync()).Where(happened => happened.Name == EventNames.KeyRotated).ToList();
        Assert.Equal(["new key", "new pepper"], told.Select(happened => happened.Reason).Order());
        Assert.All(told, happened => Assert.Null(happened.UserId));
    }

    [Fact]
    public async Task A_key_that_is_lost_is_listed_as_lost()
    {
        await _move.ToolAsync("keys", "rotate");
        await _move.RunSqlAsync(
            "DELETE FROM trench_keys WHERE id = (SELECT id FROM trench_keys WHERE name LIKE 'key-%' ORDER BY rowid LIMIT 1)");

        var list = await _move.ToolAsync("keys", "list");

        Assert.Equal(ExitCodes.Found, list.ExitCode);
        Assert.Contains("1 uses, LOST", list.Output, StringComparison.Ordinal);
        Assert.Contains("1 UNREADABLE", (await _move.ToolAsync("keys", "rewrap")).Output, StringComparison.Ordinal);
    }
}
