using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trench;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The entry point of Trench.</summary>
public static class TrenchServiceCollectionExtensions
{
    /// <summary>
    /// Adds Trench with the settings of a section, by convention <c>TRENCH_AUTH</c>. Faulty settings stop the start, all in one message.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was called before: one application has one Trench.</exception>
    public static TrenchBuilder AddTrench(this IServiceCollection services, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(MethodRegistry)))
        {
            throw new InvalidOperationException("AddTrench was called twice. Call it once and chain the rest to what it returns.");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddTrenchSettings(configuration);
        services.AddTrenchEngine();
        return new TrenchBuilder(services, configuration);
    }
}
