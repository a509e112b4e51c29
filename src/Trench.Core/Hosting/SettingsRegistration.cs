using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Registers the reading and checking of the settings, and the registry of methods that comes of them.</summary>
internal static class SettingsRegistration
{
    public static IServiceCollection AddTrenchSettings(this IServiceCollection services, IConfigurationSection configuration)
    {
        services.AddOptions<TrenchOptions>();
        services.AddSingleton(new TrenchSection(configuration));
        services.AddSingleton<IConfigureOptions<TrenchOptions>, EngineConfiguration>();
        services.AddSingleton<IConfigureOptions<TrenchOptions>, SectionConfiguration>();
        services.AddSingleton<IPostConfigureOptions<TrenchOptions>, MethodConfiguration>();
        services.AddSingleton<SettingsValidation>();
        services.AddSingleton<IValidateOptions<TrenchOptions>>(provider => provider.GetRequiredService<SettingsValidation>());
        services.AddSingleton<HandlerTable>();
        services.AddSingleton(provider => new MethodRegistry(
            provider.GetRequiredService<HandlerTable>(),
            provider.GetRequiredService<IOptions<TrenchOptions>>()));
        services.AddScoped<MethodSet>();
        return services.AddChecks().AddHostedService<StartCheck>().AddHostedService<LostMethodAlarm>().AddHostedService<InsecureChoiceNotes>();
    }

    private static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton<ISettingCheck, RangeCheck>()
        .AddSingleton<ISettingCheck, BackupCodeCheck>()
        .AddSingleton<ISettingCheck, SecretLengthCheck>()
        .AddSingleton<ISettingCheck, TextCheck>()
        .AddSingleton<ISettingCheck, MethodCheck>()
        .AddSingleton<ISettingCheck, FallbackCheck>()
        .AddSingleton<ISettingCheck, EnrolmentModelCheck>()
        .AddSingleton<IStartCheck, RegistrationCheck>()
        .AddSingleton<IStartCheck, SourceFieldCheck>()
        .AddSingleton<IStartCheck, DispatcherCheck>()
        .AddSingleton<IStartCheck, SerializerCheck>()
        .AddSingleton<IStartCheck, SessionCheck>()
        .AddSingleton<IStartCheck, FacadeTermsCheck>();
}
