using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class UnavailableStoreTests(SqliteDatabase sqlite, PostgresDatabase postgres) : IClassFixture<SqliteDatabase>, IClassFixture<PostgresDatabase>
{
    private readonly Session _session = StoreRows.Session("user", new FakeClock().Now);

    [Theory]
    [InlineData("Data Source=no such folder/test.db")]
    [InlineData("Data Source=:memory:")]
    public Task A_database_that_is_not_there_is_unavailable(string connection) =>
        MustBeUnavailableAsync(options => options.UseSqlite(connection));

    [Fact]
    public Task A_server_that_does_not_answer_is_unavailable() =>
        MustBeUnavailableAsync(options => options.UseNpgsql("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"));

    [Fact]
    public async Task A_file_that_another_program_keeps_locked_is_unavailable()
    {
        await using var other = new SqliteConnection(sqlite.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();

        await using var context = Context(options => options.UseSqlite(sqlite.ConnectionString + ";Default Timeout=1"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(context));
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_connection_cut_before_the_commit_is_unavailable_and_commits_nothing()
    {
        await using var context = Context(postgres.Use);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(context, async token =>
        {
            await CutAsync(context, token);
            return true;
        }));

        await using var after = Context(postgres.Use);
        Assert.False(await after.Set<Session>().AnyAsync());
        Assert.True((await CommitAsync(after)).Done);
    }

    [ComponentFact(Component.PostgreSql)]
    public async Task A_commit_that_the_database_gives_up_for_another_is_tried_again()
    {
        var now = _session.AuthTime;
        var limits = new AccountLimits(null, null, null);

        // Whoever looks for the deadlock gives way: it has to be the store, also on a slow machine.
        await using var context = Context(options => options.UseNpgsql(postgres.ConnectionString + ";Options=-c deadlock_timeout=2s"));
        var store = new EfMfaStore<TestDbContext>(context);
        await store.CommitAsync([new EnsureAccount("a", AccountKind.Factor, null, now), new EnsureAccount("b", AccountKind.Factor, null, now)], default);
        await using var rival = new NpgsqlConnection(postgres.ConnectionString + ";Options=-c deadlock_timeout=60s");
        await rival.OpenAsync();
        await using var transaction = await rival.BeginTransactionAsync();
        await ExecuteAsync(rival, "UPDATE trench_accounts SET consecutive = 0 WHERE user_id = 'b'");

        var commit = store.CommitAsync([new ChargeAccount("a", AccountKind.Factor, limits, now), new ChargeAccount("b", AccountKind.Factor, limits, now)], default);
        await using var observer = new NpgsqlConnection(postgres.ConnectionString);
        await observer.OpenAsync();
        while (await ExecuteAsync(observer, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is 0L)
        {
            await Task.Yield();
        }

        await ExecuteAsync(rival, "UPDATE trench_accounts SET consecutive = 0 WHERE user_id = 'a'");
        await transaction.CommitAsync();

        Assert.True((await commit).Done);
    }

    private async Task MustBeUnavailableAsync(Action<DbContextOptionsBuilder> database)
    {
        await using var context = Context(database);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(context));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => new EfMfaStore<TestDbContext>(context).FindSessionAsync("session", CancellationToken.None));
    }

    private Task<CommitResult> CommitAsync(TestDbContext context, Func<CancellationToken, Task<bool>>? alongside = null) =>
        new EfMfaStore<TestDbContext>(context).CommitAsync([new AddSession(_session)], CancellationToken.None, alongside);

    private async Task CutAsync(TestDbContext context, CancellationToken cancellationToken)
    {
        var backend = ((NpgsqlConnection)context.Database.GetDbConnection()).ProcessID;
        await using var other = Context(postgres.Use);
        await other.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend({backend})", cancellationToken);
    }

    private static TestDbContext Context(Action<DbContextOptionsBuilder> database)
    {
        var builder = new DbContextOptionsBuilder<TestDbContext>();
        database(builder);
        return new TestDbContext(builder.Options);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
