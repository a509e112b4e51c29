using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>An application's own context: a table of its own beside those of Trench.</summary>
public sealed class TestDbContext(DbContextOptions<TestDbContext> options) : DbContext(options)
{
    public DbSet<Profile> Profiles => Set<Profile>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTrench();
}

/// <summary>A row of the application.</summary>
public sealed class Profile
{
    public required string Id { get; init; }

    public string Phone { get; set; } = "";
}
