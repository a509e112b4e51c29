namespace Trench.Tool.Tests;

public sealed class DoctorTests : IAsyncLifetime
{
    private const string OtherMasterKey = "/////////////////////////////////////////////wA=";

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
    [InlineData("DELETE FROM trench_keys WHERE name LIKE 'key-%'", "were not checked")]
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
        await BringWeakSecretAsync();

        Assert.Contains("1 enrolments have a secret under 160 bits", (await _move.ToolAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_secret_is_counted_beside_keys_that_are_to_be_sealed_anew()
    {
        await BringWeakSecretAsync();

        var visit = await _move.ToolUnderAsync($"{OtherMasterKey},{_move.MasterKey}", "doctor");

        Assert.Contains("run trench keys rewrap", visit.Output, StringComparison.Ordinal);
        Assert.Contains("1 enrolments have a secret under 160 bits", visit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("were not checked", visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_key_is_lost_the_secrets_under_the_others_are_checked()
    {
        await _move.ToolAsync("keys", "rotate");
        await BringWeakSecretAsync();
        await _move.RunSqlAsync(
            "DELETE FROM trench_keys WHERE id = (SELECT id FROM trench_keys WHERE name LIKE 'key-%' ORDER BY rowid LIMIT 1)");

        var visit = await _move.ToolAsync("doctor");

        Assert.Contains("1 enrolments have a secret under 160 bits", visit.Output, StringComparison.Ordinal);
        Assert.Contains("1 enrolments cannot be read", visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_whose_keys_cannot_be_opened_are_said_to_be_unchecked()
    {
        await BringWeakSecretAsync();

        var visit = await _move.ToolUnderAsync(OtherMasterKey, "doctor");

        Assert.Contains("The secrets of enrolments were not checked", visit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("160 bits", visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_master_key_secrets_are_said_to_be_unchecked_and_none_is_made()
    {
        var visit = await _move.ToolUnderAsync("", "doctor", "--data-folder", _move.Folder);

        Assert.Contains("There is no master.key", visit.Output, StringComparison.Ordinal);
        Assert.Contains("The secrets of enrolments were not checked", visit.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_move.Folder, MasterKeySource.FileName)));
    }

    [Fact]
    public async Task A_method_that_is_switched_off_is_named_whatever_the_case_of_its_section()
    {
        var file = Path.Combine(_move.Folder, "appsettings.json");
        await File.WriteAllTextAsync(file, """{ "TRENCH_AUTH": { "MFA_METHODS": { "APP": { "ENABLED": 0 } } } }""");

        var visit = await _move.ToolAsync("doctor", "--settings", file);

        Assert.Contains("Users have the method app, which these settings do not offer", visit.Output, StringComparison.Ordinal);
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
        var visit = await _move.ToolUnderAsync(OtherMasterKey, "doctor");

        Assert.Equal(ExitCodes.Found, visit.ExitCode);
        Assert.Contains("master key", visit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherMasterKey, visit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_no_such_thing_is_a_finding()
    {
        await File.WriteAllTextAsync(Path.Combine(_move.Folder, "no.db"), "not a database, although it is long enough for one");

        var visit = await _move.ToolAsync("doctor", "--target", Path.Combine(_move.Folder, "no.db"));

        Assert.Equal(ExitCodes.Found, visit.ExitCode);
        Assert.Contains("not a database", visit.Output, StringComparison.Ordinal);
    }

    private async Task BringWeakSecretAsync()
    {
        await _move.Old.AddUserAsync(8);
        await _move.Old.AddMethodAsync(8, "app", "JBSWY3DPEHPK3PXP", "code00000009", isPrimary: true);
        await _move.ApplyAsync();
    }
}
