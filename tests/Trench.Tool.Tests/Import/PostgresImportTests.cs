using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trench.Testing;

namespace Trench.Tool.Tests;

public sealed class PostgresImportTests
{
    [ComponentFact(Component.PostgreSql)]
    public async Task The_move_from_PostgreSQL_to_PostgreSQL_keeps_secrets_and_codes()
    {
        await using var source = await PostgresScratch.CreateAsync();
        await using var target = await PostgresScratch.CreateAsync();
        var masterKey = Convert.ToBase64String(Codes.Bytes(32));
        var old = new OldApplication(() => new NpgsqlConnection(source.ConnectionString), isPostgres: true);
        await old.CreateAsync();
        await old.AddUserAsync(7, "anna@example.test");
        await old.AddMethodAsync(7, "app", Move.Secret, Django.Hash("aB3dE5gH7jK9") + "|" + Django.Hash("Qw8rTy6uIo4p"), isPrimary: true);
        await using var application = await NewApplication.StartAsync(context => context.UseNpgsql(target.ConnectionString), masterKey);
        string[] arguments =
        [
            "--source", source.ConnectionString, "--target", target.ConnectionString,
            "--backup-length", "12", "--backup-characters", Django.Letters, "--apply",
        ];
        var environment = new Dictionary<string, string?> { [MasterKeySource.KeySetting] = masterKey };

        var first = await ToolRun.OfAsync(environment, application.Clock, ["import", "django-trench", .. arguments]);
        var second = await ToolRun.OfAsync(environment, application.Clock, ["import", "django-trench", .. arguments]);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("Taken over: no methods", second.Output, StringComparison.Ordinal);
        Assert.True((await application.SignInAsync("7", Django.Totp(Move.Secret, application.Clock.Now))).Succeeded);
        Assert.Equal(1, (await application.SignInAsync("7", "Qw8rTy6uIo4p")).Value?.BackupCodesLeft);
        Assert.False((await application.SignInAsync("7", "Qw8rTy6uIo4p")).Succeeded);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_missing_table_on_PostgreSQL_is_refused()
    {
        await using var source = await PostgresScratch.CreateAsync();
        await using var move = await Move.StartAsync();

        var run = await move.RunBareAsync("--source", source.ConnectionString, "--no-backup-codes", "--apply");

        Assert.Equal(ExitCodes.SourceRefused, run.ExitCode);
        Assert.Contains("trench_mfamethod", run.Error, StringComparison.Ordinal);
    }
}
