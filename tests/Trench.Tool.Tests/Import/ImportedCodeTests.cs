namespace Trench.Tool.Tests;

public sealed class ImportedCodeTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync();
        await _move.Old.AddUserAsync(1);
    }

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task Codes_of_generation_0_2_are_joined_by_commas()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, "aB3dE5gH7jK9,Qw8rTy6uIo4p", isPrimary: true);
        await _move.ApplyAsync();

        Assert.Equal(1, (await _move.New.SignInAsync("1", "Qw8rTy6uIo4p")).Value?.BackupCodesLeft);
    }

    [Fact]
    public async Task Codes_of_another_shape_or_hasher_stay_behind_and_their_method_comes_over()
    {
        const string Codes = "short|argon2$argon2id$v=19$m=1,t=2,p=8$c2FsdA$aGFzaA|aB3dE5gH7jK9";
        var row = await _move.Old.AddMethodAsync(1, "app", Move.Secret, Codes, isPrimary: true);

        var run = await _move.ApplyAsync();

        Assert.Equal(ExitCodes.LeftOut, run.ExitCode);
        Assert.Contains("1 app; 1 backup codes", run.Output, StringComparison.Ordinal);
        Assert.Matches($@"another length or alphabet[^\n]*\n  1 rows: {row}\b", run.Output);
        Assert.Matches($@"another hash[^\n]*\n  1 rows: {row}\b", run.Output);
    }

    [Fact]
    public async Task Of_a_users_hashed_codes_ten_come_over_those_of_the_primary_method_first()
    {
        await _move.Old.AddUserAsync(2, "two@example.test");
        var email = await _move.Old.AddMethodAsync(2, "email", Move.Secret, Hashed("mail"));
        await _move.Old.AddMethodAsync(2, "app", Move.Secret, Hashed("code"), isPrimary: true);

        var run = await _move.ApplyAsync("--users-table", "auth_user", "--email-column", "email");

        Assert.Matches($@"beyond 10 of one user[^\n]*\n  1 rows: {email}\b", run.Output);
        Assert.Equal(7, (await _move.New.SignInAsync("2", "code00000007")).Value?.BackupCodesLeft);
        Assert.Equal(1, (await _move.New.SignInAsync("2", "mail00000001")).Value?.BackupCodesLeft);
    }

    [Fact]
    public async Task Codes_may_be_left_behind()
    {
        await _move.Old.AddMethodAsync(1, "app", Move.Secret, "aB3dE5gH7jK9", isPrimary: true);

        var run = await _move.RunBareAsync("--source", _move.SourcePath, "--no-backup-codes", "--apply");

        Assert.Contains("1 app; 0 backup codes", run.Output, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.CodeMalformed, (await _move.New.SignInAsync("1", "aB3dE5gH7jK9")).Refusal?.Kind);
    }

    [Theory]
    [InlineData("6", "0123456789", "look like the codes")]
    [InlineData("8", "0123456789", "look like the codes")]
    [InlineData("5", Django.Letters, "--backup-length")]
    [InlineData("49", Django.Letters, "--backup-length")]
    [InlineData("12", "abc-", "--backup-characters")]
    [InlineData("12", "aab", "--backup-characters")]
    [InlineData("12", "абв", "--backup-characters")]
    public async Task A_shape_that_cannot_be_told_apart_is_refused(string length, string characters, string said)
    {
        var run = await _move.RunBareAsync(
            "--source", _move.SourcePath, "--backup-length", length, "--backup-characters", characters, "--apply");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private static string Hashed(string word) =>
        string.Join('|', Enumerable.Range(0, 8).Select(place => Django.Hash($"{word}0000000{place}", $"{word}{place}", iterations: 1000)));
}
