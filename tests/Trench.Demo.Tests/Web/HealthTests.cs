using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_node_whose_master_key_is_lost_says_unhealthy()
    {
        await using var node = await LoneNode.CreateAsync();
        (await node.Api.GetAsync("/health")).Has(200);
        File.Delete(Path.Combine(node.Database.Folder, "master.key"));

        await using var other = new DemoHost(node.Database, World.Create());

        Assert.Equal("""{"status":"Unhealthy"}""", (await other.Api.GetAsync("/health")).Has(503).Text);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_node_whose_keys_are_lost_says_unhealthy_and_calls_no_right_code_wrong(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var world = World.Create();
        await using var before = new DemoHost(database, world);
        var person = await Person.RegisterAsync(before);
        var (app, _) = await person.AddAppAsync();
        await using (var scope = before.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.ExecuteSqlRawAsync("DELETE FROM trench_keys");
        }

        await using var after = new DemoHost(database, world);
        var there = person.At(after);

        (await there.Api.GetAsync("/health")).Has(503);
        (await there.CompleteAsync(await there.TicketAsync(), await app.NextCodeAsync())).Has(503);
    }

    [Theory]
    [InlineData("ALTER TABLE \"AspNetUsers\" RENAME TO gone")]
    [InlineData("ALTER TABLE trench_enrolments RENAME TO gone")]
    public async Task A_node_whose_schema_is_broken_says_unhealthy(string accident)
    {
        await using var node = await LoneNode.CreateAsync();
        await using var scope = node.Host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database;
        await database.ExecuteSqlRawAsync(accident);

        (await node.Api.GetAsync("/health")).Has(503);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_does_not_matter()
    {
        await using var node = await LoneNode.CreateWithOwnMailAsync([new("Email:Smtp:Host", "localhost"), new("Email:Smtp:Port", "9")]);

        (await node.Api.GetAsync("/health")).Has(200);
    }
}
