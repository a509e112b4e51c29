using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trench.Tool.Tests;

/// <summary>What stops a command is told in one line, with the exit code that the page lists.</summary>
public sealed class StoppedCommandTests : IAsyncLifetime
{
    private const string Password = "hunter2";

    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.BringUserAsync();
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Theory]
    [InlineData("fence --since 2026-01-01T00:00:00Z")]
    [InlineData("keys rotate")]
    [InlineData("keys rewrap")]
    public async Task A_file_that_somebody_keeps_locked_is_a_database_that_cannot_be_used(string command)
    {
        await _move.ToolAsync("keys", "rotate");
        await using var somebody = new SqliteConnection($"Data Source={_move.TargetPath};Pooling=False");
        await somebody.OpenAsync();
        await using var theirs = await somebody.BeginTransactionAsync();

        var run = await _move.ToolAsync([.. command.Split(' '), "--target", $"Data Source={_move.TargetPath};Default Timeout=1"]);

        Assert.Equal(ExitCodes.TargetRefused, run.ExitCode);
        Assert.Contains("database is locked", Line(run), StringComparison.Ordinal);
        Assert.DoesNotContain("Data Source", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n{ \"ConnectionStrings\": { \"Trench\": hunter2 } }", "is no file of settings in JSON (line 2).")]
    [InlineData("[ \"hunter2\" ]", "is no file of settings in JSON.")]
    [InlineData("{ \"hunter2\": 1, \"HUNTER2\": 2 }", "is no file of settings in JSON.")]
    [InlineData("", "is no file of settings in JSON (line 1).")]
    public async Task A_broken_settings_file_is_a_wrong_command_line(string content, string said)
    {
        var file = Path.Combine(_move.Folder, "appsettings.json");
        await File.WriteAllTextAsync(file, content);

        var run = await _move.ToolAsync("doctor", "--settings", file);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal($"--settings: {file} {said}", Line(run));
        Assert.DoesNotContain(Password, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_not_there_is_a_wrong_command_line()
    {
        var run = await _move.ToolAsync("doctor", "--settings", Path.Combine(_move.Folder, "nowhere.json"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--settings: there is no file", Line(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_a_server_says_the_details_of_a_row_are_left_out()
    {
        var server = new PostgresException("no such turn", "ERROR", "ERROR", "40001", detail: Password);

        var stop = Faults.Of(new StoreUnavailableException("away", server));

        Assert.Equal(ExitCodes.TargetRefused, stop?.ExitCode);
        Assert.EndsWith("40001: no such turn", stop?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_cannot_be_opened_cannot_be_used() =>
        Assert.Equal(ExitCodes.TargetRefused, Faults.Of(new SecretUnavailableException("lost"))?.ExitCode);

    [Fact]
    public void A_mistake_of_the_program_keeps_its_trace() => Assert.Null(Faults.Of(new InvalidOperationException("a mistake")));

    private static string Line(ToolRun run) => Assert.Single(run.Error.TrimEnd().Split('\n'));
}
