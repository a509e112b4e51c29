namespace Trench.Tool.Tests;

public sealed class RefusedImportTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.Old.AddUserAsync(1);
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, "aB3dE5gH7jK9", isPrimary: true);
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Theory]
    [InlineData("DROP TABLE trench_mfamethod", "trench_mfamethod")]
    [InlineData("ALTER TABLE trench_mfamethod RENAME COLUMN secret TO key", "secret")]
    [InlineData("ALTER TABLE trench_mfamethod DROP COLUMN _backup_codes", "_backup_codes")]
    [InlineData("UPDATE trench_mfamethod SET secret = ''", "row 1 has no secret")]
    [InlineData("UPDATE trench_mfamethod SET secret = 'not base32!'", "row 1 has a secret that is no base32")]
    [InlineData("UPDATE trench_mfamethod SET name = ''", "row 1 has no name")]
    [InlineData("UPDATE trench_mfamethod SET is_active = 'maybe'", "row 1 has an is_primary or is_active")]
    [InlineData(
        "INSERT INTO trench_mfamethod SELECT 2, 'email', secret, 1, 1, '', user_id FROM trench_mfamethod",
        "row 2 is primary, and so is row 1")]
    public async Task A_source_that_makes_no_sense_changes_nothing(string damage, string said)
    {
        await _move.Old.AddUserAsync(2);
        await _move.Old.RunAsync(damage);

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.SourceRefused, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not base32!", run.Error, StringComparison.Ordinal);
        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task One_bad_row_keeps_the_good_ones_out_too()
    {
        await _move.Old.AddUserAsync(2);
        await _move.Old.AddMethodAsync(2, "app", "!", isPrimary: true);

        Assert.Equal(ExitCodes.SourceRefused, (await _move.ApplyAsync()).ExitCode);
        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_move.SourcePath, new string('x', 1000));

        Assert.Equal(ExitCodes.SourceRefused, (await _move.ApplyAsync()).ExitCode);
    }

    [Fact]
    public async Task A_target_without_the_tables_of_Trench_is_refused()
    {
        var run = await _move.ApplyAsync("--target", _move.SourcePath);

        Assert.Equal(ExitCodes.TargetRefused, run.ExitCode);
        Assert.Contains("Start the application once", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_master_key_than_the_applications_is_refused()
    {
        var run = await ApplyWithAsync(new() { [MasterKeySource.KeySetting] = Convert.ToBase64String(Codes.Bytes(32)) });

        Assert.Equal(ExitCodes.TargetRefused, run.ExitCode);
        Assert.Contains("another master key", run.Error, StringComparison.Ordinal);
        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task No_master_key_is_made_up()
    {
        var run = await ApplyWithAsync([], "--data-folder", _move.Folder);

        Assert.Equal(ExitCodes.TargetRefused, run.ExitCode);
        Assert.Contains("master.key", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_move.Folder, "master.key")));
    }

    [Fact]
    public async Task The_master_key_is_read_from_the_data_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(_move.Folder, "master.key"), _move.MasterKey);

        Assert.Equal(ExitCodes.Done, (await ApplyWithAsync([], "--data-folder", _move.Folder)).ExitCode);
        Assert.True((await _move.New.SignInAsync("1", Django.Totp(Move.Secret, _move.New.Clock.Now))).Succeeded);
    }

    [Theory]
    [InlineData("--source", "nowhere.sqlite3")]
    [InlineData("--target", "nowhere.db")]
    [InlineData("--users-table", "auth_user")]
    [InlineData("--email-column", "email")]
    [InlineData("--user-map", "nowhere.csv")]
    [InlineData("--method", "app")]
    [InlineData("--method", "app=two words")]
    [InlineData("--kind", "app=1")]
    [InlineData("--kind", "app=pigeon")]
    [InlineData("--source-provider", "Oracle")]
    [InlineData("--colour", "red")]
    public async Task A_wrong_command_line_changes_nothing(string option, string value)
    {
        string[] source = option == "--source" ? [] : ["--source", _move.SourcePath];

        var run = await _move.RunBareAsync([.. source, option, value, "--no-backup-codes", "--apply"]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.Empty((await _move.New.FactorsAsync("1")).Enrolments);
    }

    [Fact]
    public async Task The_shape_of_the_backup_codes_is_never_guessed()
    {
        var run = await _move.RunBareAsync("--source", _move.SourcePath, "--apply");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("--no-backup-codes", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,a\n1,b\n")]
    [InlineData("1,a\n2,a\n")]
    [InlineData("1\n")]
    [InlineData("1,\n")]
    [InlineData("\"1\",\"a\"\n")]
    public async Task A_map_that_makes_two_people_one_is_refused(string map)
    {
        var path = Path.Combine(_move.Folder, "users.csv");
        await File.WriteAllTextAsync(path, map);

        Assert.Equal(ExitCodes.Usage, (await _move.ApplyAsync("--user-map", path)).ExitCode);
    }

    private Task<ToolRun> ApplyWithAsync(Dictionary<string, string?> environment, params string[] more) => ToolRun.OfAsync(
        environment,
        _move.New.Clock,
        ["import", "django-trench", .. more, "--source", _move.SourcePath, "--target", _move.TargetPath, "--no-backup-codes", "--apply"]);
}
