using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteApplicationTransactionTests(SqliteDatabase database) : ApplicationTransactionTests(database), IClassFixture<SqliteDatabase>;

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresApplicationTransactionTests(PostgresDatabase database) : ApplicationTransactionTests(database), IClassFixture<PostgresDatabase>
{
    [ContractFact]
    public async Task What_is_stored_alongside_may_be_retried_by_the_application_s_strategy()
    {
        var options = new DbContextOptionsBuilder<TestDbContext>().UseNpgsql(database.ConnectionString, npgsql => npgsql.EnableRetryOnFailure());
        await using var context = new TestDbContext(options.Options);

        Assert.True(await SaveAlongsideAsync(context, keep: true));
    }
}

/// <summary>Commits together with what the application stores, on every kind of database.</summary>
public abstract class ApplicationTransactionTests(TestDatabase database)
{
    private readonly Session _session = StoreRows.Session(StoreRows.NewId("user"), new FakeClock().Now);
    private readonly string _profile = StoreRows.NewId("profile");

    [ContractFact]
    public async Task What_the_application_saves_alongside_is_committed_with_the_changes()
    {
        await using var context = database.Open();

        Assert.True(await SaveAlongsideAsync(context, keep: true));
        Assert.Equal((true, true), await StoredAsync());
    }

    [ContractFact]
    public async Task What_the_application_saves_alongside_goes_with_the_changes()
    {
        await using var context = database.Open();

        Assert.False(await SaveAlongsideAsync(context, keep: false));
        Assert.Equal((false, false), await StoredAsync());
    }

    [ContractFact]
    public async Task A_commit_inside_the_application_s_transaction_lasts_with_it()
    {
        await using var context = database.Open();
        await using (await context.Database.BeginTransactionAsync())
        {
            Assert.True((await CommitAsync(context, new AddSession(_session))).Done);
        }

        Assert.Equal((false, false), await StoredAsync());

        await using var transaction = await context.Database.BeginTransactionAsync();
        Assert.True((await CommitAsync(context, new AddSession(_session))).Done);
        await transaction.CommitAsync();
        Assert.Equal((false, true), await StoredAsync());
    }

    [ContractFact]
    public async Task A_lost_change_takes_back_nothing_of_the_application_s()
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Profiles.Add(new Profile { Id = _profile });
        await context.SaveChangesAsync();

        Assert.False((await CommitAsync(context, new AddSession(_session), new ChargeChallenge("no such challenge", _session.AuthTime))).Done);
        Assert.False((await CommitAsync(context, new AddSession(_session), new AddSession(_session))).Done);
        await transaction.CommitAsync();

        Assert.Equal((true, false), await StoredAsync());
    }

    [ContractFact]
    public async Task What_fails_inside_the_application_s_transaction_leaves_no_half_of_a_commit()
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Profiles.Add(new Profile { Id = _profile });
        await context.SaveChangesAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => new EfMfaStore<TestDbContext>(context).CommitAsync(
            [new AddSession(_session)], CancellationToken.None, _ => throw new NotSupportedException()));
        await transaction.CommitAsync();

        Assert.Equal((true, false), await StoredAsync());
    }

    [ContractFact]
    public async Task What_a_rule_of_the_application_refuses_is_not_the_store_s_failure_and_commits_nothing()
    {
        await using (var before = database.Open())
        {
            before.Profiles.Add(new Profile { Id = _profile });
            await before.SaveChangesAsync();
        }

        await using var context = database.Open();
        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAlongsideAsync(context, keep: true));

        Assert.Equal((true, false), await StoredAsync());
    }

    [ContractFact]
    public async Task Nothing_is_tracked()
    {
        await using var context = database.Open();

        await CommitAsync(context, new AddSession(_session));
        await new EfMfaStore<TestDbContext>(context).FindSessionAsync(_session.Id, CancellationToken.None);

        Assert.Empty(context.ChangeTracker.Entries());
    }

    protected async Task<bool> SaveAlongsideAsync(TestDbContext context, bool keep)
    {
        ArgumentNullException.ThrowIfNull(context);
        var store = new EfMfaStore<TestDbContext>(context);
        var result = await store.CommitAsync([new AddSession(_session)], CancellationToken.None, async token =>
        {
            context.Profiles.Add(new Profile { Id = _profile });
            await context.SaveChangesAsync(token);
            return keep;
        });
        return result.Done;
    }

    private static Task<CommitResult> CommitAsync(TestDbContext context, params Change[] changes) =>
        new EfMfaStore<TestDbContext>(context).CommitAsync(changes, CancellationToken.None);

    private async Task<(bool Profile, bool Session)> StoredAsync()
    {
        await using var context = database.Open();
        return (await context.Profiles.AnyAsync(row => row.Id == _profile), await context.Set<Session>().AnyAsync(row => row.Id == _session.Id));
    }
}
