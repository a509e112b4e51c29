using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>
/// The disk under one database of PostgreSQL. While it is full the server refuses each row that is added or changed, with the error it
/// has for that (53100, disk_full); reading goes on.
/// </summary>
internal sealed class ServerDisk
{
    private const string HasRoom = "CREATE OR REPLACE FUNCTION take_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$";

    private const string IsFull =
        "CREATE OR REPLACE FUNCTION take_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        + "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$";

    private readonly TestDatabase _database;

    private ServerDisk(TestDatabase database) => _database = database;

    /// <summary>Puts it under all tables. There is room until it is filled.</summary>
    public static async Task<ServerDisk> UnderAsync(TestDatabase database)
    {
        var disk = new ServerDisk(database);
        await using var context = Faults.Open(database);
        await context.Database.ExecuteSqlRawAsync(HasRoom);

        // One statement for each table: one transaction for all would hold their locks together, and meet a node's the other way round.
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
        {
            var trigger = $"CREATE TRIGGER take_room BEFORE INSERT OR UPDATE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION take_room()";
            await context.Database.ExecuteSqlRawAsync(trigger);
        }

        return disk;
    }

    public Task FillAsync() => MakeAsync(IsFull);

    public Task ClearAsync() => MakeAsync(HasRoom);

    private async Task MakeAsync(string function)
    {
        await using var context = Faults.Open(_database);
        await context.Database.ExecuteSqlRawAsync(function);
    }
}
