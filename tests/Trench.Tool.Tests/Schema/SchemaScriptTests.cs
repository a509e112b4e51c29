using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trench.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.Tool.Tests;

public sealed class SchemaScriptTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public async Task A_script_from_nothing_makes_a_database_that_the_engine_takes()
    {
        var script = await ScriptAsync("--provider", "sqlite");
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();

        Assert.Equal(SchemaSteps.Current, await RunAsync(connection, script.Output + "SELECT version FROM trench_schema"));
    }

    [Fact]
    public async Task A_script_from_the_first_version_brings_an_old_database_up()
    {
        var script = await ScriptAsync("--provider", "sqlite", "--from", "1");
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await RunAsync(connection, OldSchema.Sqlite.Text);

        Assert.Equal(SchemaSteps.Current, await RunAsync(connection, script.Output + "SELECT version FROM trench_schema"));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_script_for_PostgreSQL_from_nothing_makes_a_database_that_lacks_nothing()
    {
        var script = await ScriptAsync("--provider", "postgresql");
        await using var scratch = await PostgresScratch.CreateAsync();
        await using var connection = new NpgsqlConnection(scratch.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(script.Output, connection);
        await command.ExecuteNonQueryAsync();

        var options = new DbContextOptionsBuilder<TargetDbContext>().UseNpgsql(scratch.ConnectionString);
        await using var context = new TargetDbContext(options.Options);
        Assert.Empty(await new SchemaInspection(context).MissingAsync(CancellationToken.None));
        Assert.Equal(SchemaSteps.Current, (await context.Set<SchemaVersion>().SingleAsync()).Version);
    }

    [Fact]
    public async Task A_script_for_PostgreSQL_takes_the_lock_that_starting_nodes_take()
    {
        var script = await ScriptAsync("--provider", "postgresql", "--from", "1");

        Assert.Contains("pg_advisory_xact_lock", script.Output, StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE trench_schema", script.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1000")]
    public async Task A_version_that_never_was_is_refused(string version)
    {
        var script = await ScriptAsync("--provider", "sqlite", "--from", version);

        Assert.Equal(ExitCodes.Usage, script.ExitCode);
        Assert.Contains("--from", script.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> ScriptAsync(params string[] arguments) =>
        ToolRun.OfAsync(Nothing, TimeProvider.System, ["schema", "script", .. arguments]);

    private static async Task<long> RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }
}
