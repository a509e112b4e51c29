using Microsoft.Extensions.DependencyInjection;

namespace Trench;

/// <summary>Registers the rooms of the engine: flows, gate, budgets, backup codes, delivery.</summary>
internal static class EngineRegistration
{
    public static IServiceCollection AddTrenchEngine(this IServiceCollection services) => services;
}
