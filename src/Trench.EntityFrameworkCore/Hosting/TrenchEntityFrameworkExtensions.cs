using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trench;
using Trench.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the stores on Entity Framework Core.</summary>
public static class TrenchEntityFrameworkExtensions
{
    /// <summary>
    /// Keeps everything in the application's own database, SQLite or PostgreSQL: call <c>AddTrench()</c> on the model builder of this context. Also keeps
    /// the key ring of sealed secrets there, sealed under the master key.
    /// </summary>
    /// <typeparam name="TContext">The application's context, registered by <c>AddDbContext</c>.</typeparam>
    public static TrenchBuilder AddEntityFrameworkStores<TContext>(this TrenchBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<EfMfaStore<TContext>>();
        builder.Services.TryAddScoped<IMfaStore>(provider => provider.GetRequiredService<EfMfaStore<TContext>>());
        builder.Services.TryAddScoped<IOutboxStore>(provider => provider.GetRequiredService<EfMfaStore<TContext>>());
        return builder;
    }
}
