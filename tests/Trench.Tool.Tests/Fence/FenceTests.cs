using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Trench.Tool.Tests;

/// <summary>A database is restored from a backup after something was used: what was used must not be good again.</summary>
public sealed class FenceTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.BringUserAsync();
        await _move.New.SignInAsync("7", "wrong0000000");
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task Without_a_fence_a_restored_backup_revives_a_spent_code()
    {
        await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));

        Assert.True((await _move.New.SignInAsync("7", "code00000000")).Succeeded);
    }

    [Fact]
    public async Task A_backup_code_used_since_the_backup_is_refused()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));

        await FenceAsync(since);

        Assert.False((await _move.New.SignInAsync("7", "code00000000")).Succeeded);
        Assert.False((await _move.New.SignInAsync("7", "code00000001")).Succeeded);
    }

    [Fact]
    public async Task A_code_of_the_app_used_since_the_backup_is_refused_and_the_next_one_is_good()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", _move.AppCode));

        await FenceAsync(since);

        Assert.Equal(RefusalKind.CodeWrong, (await _move.New.SignInAsync("7", _move.AppCode)).Refusal?.Kind);
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Succeeded);
    }

    [Fact]
    public async Task The_user_is_told_to_make_new_codes_until_there_are_new_ones()
    {
        var since = await UseAndRestoreAsync(() => _move.New.SignInAsync("7", "code00000000"));
        await FenceAsync(since);
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True((await _move.New.SignInAsync("7", _move.AppCode)).Value?.MustRegenerateCodes);

        var set = (await _move.New.FactorsAsync("7")).Enrolments.Single().Id;
        await _move.New.CommitAsync(new ReplaceBackupCodes("7", set, []));
        _move.New.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await _move.New.SignInAsync("7", _move.AppCode)).Value?.MustRegenerateCodes);
    }

    [Fact]
    public async Task Tickets_are_dead_sessions_are_over_and_wrong_answers_stay_counted()
    {
        var ticket = (await _move.New.AskAsync("7")).Ticket;
        var signedIn = (await _move.New.SignInAsync("7", "code00000003")).Value;
        var since = await UseAndRestoreAsync(() => Task.CompletedTask);

        await FenceAsync(since);

        Assert.Equal(RefusalKind.TicketExpired, (await _move.New.AnswerAsync(ticket, _move.AppCode)).Refusal?.Kind);
        Assert.NotNull((await _move.New.SessionAsync(signedIn!.Session.Id))?.EndedAt);
        Assert.Equal(1, (await _move.New.FactorsAsync("7")).Backup?.DayFailures);
    }

    [Fact]
    public async Task It_is_an_event_that_says_since_when()
    {
        var since = await UseAndRestoreAsync(() => Task.CompletedTask);

        await FenceAsync(since);

        var told = Assert.Single(await _move.New.AllEventsAsync(), happened => happened.Name == EventNames.RestoreFenced);
        Assert.Equal(4, told.Count);
        Assert.Equal(since.ToString("u", CultureInfo.InvariantCulture), told.Reason);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("9999-01-01T00:00:00Z")]
    public async Task A_moment_that_is_none_or_to_come_is_refused(string since)
    {
        var run = await _move.ToolAsync("fence", "--since", since);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--since", run.Error, StringComparison.Ordinal);
    }

    private async Task<DateTimeOffset> UseAndRestoreAsync(Func<Task> use)
    {
        var backup = Path.Combine(_move.Folder, "backup.db");
        await _move.RunSqlAsync($"VACUUM INTO '{backup}'");
        var since = _move.New.Clock.Now;
        await use();
        SqliteConnection.ClearAllPools();
        await _move.RestoreAsync(backup);
        return since;
    }

    private async Task FenceAsync(DateTimeOffset since)
    {
        var run = await _move.ToolAsync("fence", "--since", since.ToString("O", CultureInfo.InvariantCulture));
        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Output);
    }
}
