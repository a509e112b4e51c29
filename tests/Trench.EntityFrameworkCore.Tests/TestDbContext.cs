using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>An application's own context: a table of its own beside those of Trench.</summary>
public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : DbContext(options)
{
    public DbSet<Profile> Profiles => Set<Profile>();

    /// <summary>Runs a script to the letter; EF's own would look for placeholders in it.</summary>
    public async Task RunAsync(string script)
    {
        await Database.OpenConnectionAsync();
        await using var command = Database.GetDbConnection().CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync();
        await Database.CloseConnectionAsync();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTrench();
}

/// <summary>A row of the application.</summary>
public sealed class Profile
{
    public required string Id { get; init; }

    public string Phone { get; set; } = "";
}
