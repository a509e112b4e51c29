using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trench;
using Trench.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the stores on Entity Framework Core.</summary>
public static class TrenchEntityFrameworkExtensions
{
    /// <summary>
    /// Keeps everything in the application's own database, SQLite or PostgreSQL: call <c>AddTrench()</c> on the model builder of this
    /// context. Also keeps the key ring of sealed secrets there, sealed under the master key.
    /// </summary>
    /// <typeparam name="TContext">The application's context, registered by <c>AddDbContext</c>.</typeparam>
    public static TrenchBuilder AddEntityFrameworkStores<TContext>(this TrenchBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<EfMfaStore<TContext>>();
        builder.Services.TryAddScoped<IMfaStore>(provider => provider.GetRequiredService<EfMfaStore<TContext>>());
        builder.Services.TryAddScoped<IOutboxStore>(provider => provider.GetRequiredService<EfMfaStore<TContext>>());
        builder.Services.TryAddScoped<IPurgeStore>(provider => provider.GetRequiredService<EfMfaStore<TContext>>());
        builder.Services.TryAddSingleton<StorePulse<TContext>>();
        builder.Services.TryAddSingleton<IStorePulse>(provider => provider.GetRequiredService<StorePulse<TContext>>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StorePulse<TContext>>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartCheck, EnrolmentModelMapping<TContext>>());
        AddKeyRing<TContext>(builder.Services);
        return builder;
    }

    private static void AddKeyRing<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddSingleton(provider => MasterKeySource.Read(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<KeyRingSeal>();
        services.TryAddSingleton(provider => new StoredKeys(
            provider.GetRequiredService<IServiceScopeFactory>(), typeof(TContext), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new KeyRing(
            new KeyRingRepository(provider.GetRequiredService<StoredKeys>(), provider.GetRequiredService<KeyRingSeal>()),
            provider.GetRequiredService<KeyRingSeal>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISecretProtector, DataProtectionSecretProtector>();
        services.TryAddSingleton<PepperStore>();
        services.AddSingleton<IPepperSource>(provider => provider.GetRequiredService<PepperStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKeyCheck, KeyCanaries>());
        services.TryAddSingleton<KeyRotation>();
    }
}
