using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteSchemaCreationTests() : SchemaCreationTests(new SqliteDatabase())
{
    [Fact]
    public async Task The_file_is_in_WAL_mode()
    {
        await using var context = Database.Open();
        await context.Database.EnsureTrenchCreatedAsync();

        Assert.Equal("wal", await context.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
    }
}

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresSchemaCreationTests() : SchemaCreationTests(new PostgresDatabase());

/// <summary>The creation of the schema, on every kind of database.</summary>
public abstract class SchemaCreationTests(TestDatabase database) : IAsyncLifetime
{
    protected TestDatabase Database => database;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => database.DisposeAsync();

    [ContractFact]
    public async Task Nodes_that_start_together_without_a_database_all_succeed()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
        {
            await using var context = database.Open();
            await context.Database.EnsureTrenchCreatedAsync(cancellationToken);
            Assert.Equal(0, await context.Set<Enrolment>().CountAsync(cancellationToken));
        });
    }

    [ContractFact]
    public async Task The_tables_of_the_application_are_created_too_and_stay_as_they_are()
    {
        await using var context = database.Open();
        await context.Database.EnsureTrenchCreatedAsync();
        context.Profiles.Add(new Profile { Id = "alice", Phone = "+48500600700" });
        await context.SaveChangesAsync();

        await context.Database.EnsureTrenchCreatedAsync();

        Assert.Equal(1, await context.Profiles.CountAsync());
    }

    [ContractFact]
    public async Task A_database_that_needs_a_migration_says_so()
    {
        await using (var old = new OldDbContext(database.Options<OldDbContext>()))
        {
            await old.Database.EnsureCreatedAsync();
        }

        await using var context = database.Open();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.EnsureTrenchCreatedAsync());
        Assert.Contains("migration", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>The application before it had Trench.</summary>
    private sealed class OldDbContext(DbContextOptions<OldDbContext> options) : DbContext(options)
    {
        public DbSet<Profile> Profiles => Set<Profile>();
    }
}
