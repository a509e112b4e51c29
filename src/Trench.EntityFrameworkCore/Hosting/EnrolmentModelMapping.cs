using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore;

/// <summary>The class of <c>USER_MFA_MODEL</c> is mapped: otherwise its columns would be lost in silence.</summary>
internal sealed class EnrolmentModelMapping<TContext> : IStartCheck
    where TContext : DbContext
{
    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options)
    {
        if (options.UserMfaModel is not { } name || IsMapped(scope.GetRequiredService<TContext>(), name.Split(',')[0].Trim()))
        {
            return [];
        }

        return
        [
            $"TRENCH_AUTH:USER_MFA_MODEL: the class is not in the model of {typeof(TContext).Name}; "
                + "map it in OnModelCreating after AddTrench, by modelBuilder.Entity<T>().",
        ];
    }

    private static bool IsMapped(TContext context, string name) =>
        context.Model.GetEntityTypes().Any(type => type.ClrType.FullName == name && type.ClrType.IsSubclassOf(typeof(Enrolment)));
}
