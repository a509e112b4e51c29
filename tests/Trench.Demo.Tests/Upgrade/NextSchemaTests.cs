using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>
/// The next release has brought the schema up while nodes of this one run (SECURITY row R13): every table has columns of which they know nothing, as
/// the rules for steps allow them (docs/decisions/004-schema-steps.md).
/// </summary>
public sealed class NextSchemaTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Nodes_of_this_release_work_on_and_start_on_the_schema_of_the_next_one(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var world = World.Create();
        await using var still = new DemoHost(database, world);
        var here = await Person.RegisterAsync(still);
        var (app, codes) = await here.AddAppAsync();

        await BringUpAsync(database);
        await using var later = new DemoHost(database, world);
        var there = here.At(later);

        await there.SignInAsync(await app.NextCodeAsync());
        await here.SignInAsync(codes[0]);
        await there.RenewAsync();
        await here.AddEmailAsync();
        await there.SignInAsync(codes[1]);
        (await there.PostAsync("/auth/mfa/change-primary-method", new { method = "email", code = codes[2] })).Has(204);
        (await there.PostAsync("/auth/app/deactivate", new { code = codes[3] })).Has(204);
        await AddAnotherAsync(still);
        await AddAnotherAsync(later);
        (await later.Api.GetAsync("/health")).Has(200);
    }

    private static async Task AddAnotherAsync(DemoHost host)
    {
        var another = await Person.RegisterAsync(host);
        await another.AddEmailAsync();
    }

    private static async Task BringUpAsync(TestDatabase database)
    {
        await using var context = Faults.Open(database);
        var tables = context.Model.GetEntityTypes()
            .Select(type => type.GetTableName())
            .Where(table => table?.StartsWith("trench_", StringComparison.Ordinal) == true)
            .Distinct()
            .ToList();
        Assert.NotEmpty(tables);
        string[] steps =
        [
            .. tables.Select(table => $"ALTER TABLE {table} ADD COLUMN next_word VARCHAR(40) NULL"),
            .. tables.Select(table => $"ALTER TABLE {table} ADD COLUMN next_count INTEGER NOT NULL DEFAULT 7"),
            "CREATE TABLE trench_next (id VARCHAR(64) PRIMARY KEY)",
        ];
        foreach (var step in steps)
        {
            await context.Database.ExecuteSqlRawAsync(step);
        }

        var version = $"UPDATE {tables.Single(table => table!.Contains("schema", StringComparison.Ordinal))} SET version = version + 1";
        Assert.Equal(1, await context.Database.ExecuteSqlRawAsync(version));
    }
}
