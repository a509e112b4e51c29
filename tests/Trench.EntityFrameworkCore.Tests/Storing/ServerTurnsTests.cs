using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class ServerTurnsTests(PostgresDatabase postgres) : IClassFixture<PostgresDatabase>
{
    private static readonly AccountLimits Limits = new(null, null, null);

    private readonly DateTimeOffset _now = new FakeClock().Now;

    [Theory]
    [InlineData("Host=db", 24)]
    [InlineData("Host=db;Maximum Pool Size=40", 24)]
    [InlineData("Host=db;maximum pool size=10", 6)]
    [InlineData("Host=db;MaxPoolSize=1", 1)]
    public void Some_connections_of_the_pool_are_left_to_the_application(string connection, int places) =>
        Assert.Equal(places, ServerTurns.PlacesOf(connection));

    [ComponentFact(Component.PostgreSql)]
    public async Task While_the_commits_of_one_account_wait_the_commit_of_another_goes_through()
    {
        await CommitAsync(new EnsureAccount("a", AccountKind.Factor, null, _now), new EnsureAccount("b", AccountKind.Factor, null, _now));
        await using var rival = new NpgsqlConnection(postgres.ConnectionString);
        await rival.OpenAsync();
        await using var transaction = await rival.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("UPDATE trench_accounts SET consecutive = 0 WHERE user_id = 'a'", rival);
        await hold.ExecuteNonQueryAsync();

        Task<CommitResult>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => ChargeAsync("a"))];
        var other = await ChargeAsync("b");
        await transaction.CommitAsync();

        Assert.True(other.Done);
        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.Done));
    }

    private Task<CommitResult> ChargeAsync(string user) => CommitAsync(new ChargeAccount(user, AccountKind.Factor, Limits, _now));

    private async Task<CommitResult> CommitAsync(params Change[] changes)
    {
        var builder = new DbContextOptionsBuilder<TestDbContext>();
        builder.UseNpgsql(postgres.ConnectionString + ";Maximum Pool Size=5;Timeout=1");
        await using var context = new TestDbContext(builder.Options);
        return await new EfMfaStore<TestDbContext>(context).CommitAsync(changes, CancellationToken.None);
    }
}
