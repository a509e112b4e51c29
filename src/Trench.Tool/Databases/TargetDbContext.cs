using Microsoft.EntityFrameworkCore;

namespace Trench.Tool;

/// <summary>The tables of Trench in the application's database; its own tables are left alone.</summary>
internal sealed class TargetDbContext(DbContextOptions<TargetDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTrench();
}
