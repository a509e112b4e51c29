using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteSchemaUpgradeTests() : SchemaUpgradeTests(new SqliteDatabase(), new SqliteDatabase(), OldSchema.Sqlite);

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresSchemaUpgradeTests() : SchemaUpgradeTests(new PostgresDatabase(), new PostgresDatabase(), OldSchema.PostgreSql);

/// <summary>The database of an earlier release under this one, on every kind of database.</summary>
public abstract class SchemaUpgradeTests(TestDatabase old, TestDatabase fresh, OldSchema schema) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await fresh.InitializeAsync();
        if (old.IsAvailable)
        {
            await old.RestoreAsync(schema.Text);
        }
    }

    public async Task DisposeAsync()
    {
        await old.DisposeAsync();
        await fresh.DisposeAsync();
    }

    // Whoever adds a column or a table and no step for it reads here what is missing.
    [ContractFact]
    public async Task An_upgraded_schema_has_what_a_new_one_has()
    {
        await UpgradeAsync();

        Assert.Equal(await Catalogue.ReadAsync(fresh), await Catalogue.ReadAsync(old));
    }

    [ContractFact]
    public async Task Nodes_that_start_together_upgrade_once()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 8),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, _) => await UpgradeAsync());

        await using var context = old.Open();
        Assert.Equal(SchemaSteps.Current, (await context.Set<SchemaVersion>().SingleAsync()).Version);
    }

    // A migration, or somebody's hand, was first.
    [ContractFact]
    public async Task A_schema_without_a_recorded_version_is_recorded()
    {
        await using var context = fresh.Open();
        await context.Set<SchemaVersion>().ExecuteDeleteAsync();

        await context.Database.EnsureTrenchCreatedAsync();

        Assert.Equal(SchemaSteps.Current, (await context.Set<SchemaVersion>().SingleAsync()).Version);
    }

    [ContractFact]
    public async Task A_schema_of_a_later_release_is_left_alone()
    {
        await using var context = fresh.Open();
        await context.Set<SchemaVersion>().ExecuteUpdateAsync(row => row.SetProperty(version => version.Version, 1_000));

        await context.Database.EnsureTrenchCreatedAsync();

        Assert.Equal(1_000, (await context.Set<SchemaVersion>().SingleAsync()).Version);
    }

    [ContractFact]
    public async Task The_script_does_what_a_start_does()
    {
        await using (var context = old.Open())
        {
            await context.RunAsync(SchemaScript.From(SchemaSteps.First, context));
        }

        Assert.Equal(await Catalogue.ReadAsync(fresh), await Catalogue.ReadAsync(old));
    }

    // A node of the release before inserts rows without the columns it does not know.
    [ContractFact]
    public async Task What_was_added_asks_nothing_of_rows_that_an_older_node_writes()
    {
        var tables = await Catalogue.TablesAsync(old);
        var before = await Catalogue.DemandedAsync(old);

        await UpgradeAsync();

        Assert.Equal(before, (await Catalogue.DemandedAsync(old)).Where(column => tables.Contains(column.Split('.')[0])));
    }

    // Nor does it know of a value that may not be there twice.
    [ContractFact]
    public async Task What_was_added_refuses_no_row_that_an_older_node_writes()
    {
        var tables = await Catalogue.TablesAsync(old);
        var before = await Catalogue.UniqueAsync(old);

        await UpgradeAsync();

        Assert.NotEmpty(before);
        Assert.Equal(before, (await Catalogue.UniqueAsync(old)).Where(index => tables.Contains(index.Split('.')[0])));
    }

    private async Task UpgradeAsync()
    {
        await using var context = old.Open();
        await context.Database.EnsureTrenchCreatedAsync();
    }
}
