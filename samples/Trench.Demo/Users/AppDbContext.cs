using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo;

/// <summary>The application's own context: its users, and beside them Trench's tables.</summary>
internal sealed class AppDbContext(DbContextOptions<AppDbContext> options) : IdentityDbContext<AppUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddTrench();

        // Who deletes the account takes secrets, codes and sessions along; only the events stay.
        GoWithTheUser<Enrolment>(builder, row => row.UserId);
        GoWithTheUser<BackupCode>(builder, row => row.UserId);
        GoWithTheUser<Challenge>(builder, row => row.UserId);
        GoWithTheUser<Session>(builder, row => row.UserId);
        GoWithTheUser<Account>(builder, row => row.UserId);
    }

    private static void GoWithTheUser<TRow>(ModelBuilder builder, Expression<Func<TRow, object?>> owner)
        where TRow : class =>
        builder.Entity<TRow>().HasOne<AppUser>().WithMany().HasForeignKey(owner).OnDelete(DeleteBehavior.Cascade);
}
