namespace Trench.Tool.Tests;

public sealed class DoctorTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.BringUserAsync();
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task Where_all_is_well_it_says_so_and_changes_nothing()
    {
        var before = await _move.New.AllEventsAsync();

        var visit = await _move.ToolAsync("doctor");

        Assert.Equal("Nothing is wrong." + Environment.NewLine, visit.Output);
        Assert.Equal(ExitCodes.Done, visit.ExitCode);
        Assert.Equal(before.Count, (await _move.New.AllEventsAsync()).Count);
    }

    [Theory]
    [InlineData("ALTER TABLE trench_sessions DROP COLUMN scope", "trench_sessions.scope")]
    [InlineData("DROP TABLE trench_sends", "trench_sends")]
    [InlineData("DELETE FROM trench_keys WHERE name LIKE 'key-%'", "trench_keys")]
    [InlineData("UPDATE trench_keys SET name = 'pepper-9' WHERE name = 'pepper-1'", "pepper")]
    [InlineData("UPDATE trench_enrolments SET user_id = '8'", "cannot be read")]
    [InlineData("UPDATE trench_enrolments SET method = 'pigeon'", "the method pigeon")]
    [InlineData("UPDATE trench_enrolments SET is_primary = 0", "no primary one")]
    [InlineData("UPDATE trench_backup_codes SET used_at = 1", "no backup code left")]
    public async Task What_is_broken_is_named(string accident, string finding)
    {
        await _move.RunSqlAsync(accident);

        var visit = await _move.ToolAsync("doctor");

        Assert.Equal(ExitCodes.Found, visit.ExitCode);
        Assert.Contains(finding, visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_secret_is_counted()
    {
        await _move.Old.AddUserAsync(8);
        await _move.Old.AddMethodAsync(8, "app", "JBSWY3DPEHPK3PXP", "code00000009", isPrimary: true);
        await _move.ApplyAsync();

        Assert.Contains("1 enrolments have a secret under 160 bits", (await _move.ToolAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_insecure_setting_is_named()
    {
        var file = Path.Combine(_move.Folder, "appsettings.json");
        await File.WriteAllTextAsync(file, """{ "TRENCH_AUTH": { "NOTICES": false, "LIMITS": { "LOCK_AFTER": "" } } }""");

        var visit = await _move.ToolAsync("doctor", "--settings", file);

        Assert.Contains("NOTICES", visit.Output, StringComparison.Ordinal);
        Assert.Contains("LOCK_AFTER", visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_master_key_is_named_and_shown_nowhere()
    {
        const string other = "/////////////////////////////////////////////wA=";

        var visit = await _move.ToolUnderAsync(other, "doctor");

        Assert.Equal(ExitCodes.Found, visit.ExitCode);
        Assert.Contains("master key", visit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(other, visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_no_such_thing_is_a_finding()
    {
        await File.WriteAllTextAsync(Path.Combine(_move.Folder, "no.db"), "not a database, although it is long enough for one");

        var visit = await _move.ToolAsync("doctor", "--target", Path.Combine(_move.Folder, "no.db"));

        Assert.Equal(ExitCodes.Found, visit.ExitCode);
        Assert.Contains("not a database", visit.Output, StringComparison.Ordinal);
    }
}
