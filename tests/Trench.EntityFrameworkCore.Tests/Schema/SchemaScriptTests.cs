using Microsoft.EntityFrameworkCore;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

public sealed class SqliteSchemaScriptTests() : SchemaScriptTests(new SqliteDatabase(), new SqliteDatabase());

[NeedsComponents(Component.PostgreSql)]
public sealed class PostgresSchemaScriptTests() : SchemaScriptTests(new PostgresDatabase(), new PostgresDatabase());

/// <summary>The script of the whole schema on an empty database, run as a plain text by the driver, on every kind of database.</summary>
public abstract class SchemaScriptTests(TestDatabase scripted, TestDatabase started) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await started.InitializeAsync();
        if (scripted.IsAvailable)
        {
            await using var context = scripted.Open();
            await scripted.RestoreAsync(SchemaScript.From(0, context));
        }
    }

    public async Task DisposeAsync()
    {
        await scripted.DisposeAsync();
        await started.DisposeAsync();
    }

    [ContractFact]
    public async Task It_makes_what_a_start_makes_to_the_letter()
    {
        var made = await Catalogue.DefinitionsAsync(scripted);

        Assert.NotEmpty(made);
        Assert.Equal(await Catalogue.DefinitionsAsync(started), made);
    }

    [ContractFact]
    public async Task A_start_after_it_finds_its_own_version_and_changes_nothing()
    {
        var made = await Catalogue.DefinitionsAsync(scripted);
        await using var context = scripted.Open();
        Assert.Equal(SchemaSteps.Current, (await context.Set<SchemaVersion>().SingleAsync()).Version);

        await context.Database.EnsureTrenchCreatedAsync();

        Assert.Equal(made, await Catalogue.DefinitionsAsync(scripted));
        Assert.Equal(SchemaSteps.Current, (await context.Set<SchemaVersion>().AsNoTracking().SingleAsync()).Version);
    }
}
