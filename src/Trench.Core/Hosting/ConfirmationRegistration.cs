using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Registers the room of confirmations.</summary>
internal static class ConfirmationRegistration
{
    public static IServiceCollection AddConfirmationEngine(this IServiceCollection services)
    {
        services.AddOptions<ConfirmationOptions>();

        // wcd's login says which configs there are and sends nothing by itself.
        services.AddSingleton(provider => new FacadeTerms(Confirmer.Facade)
        {
            Challenges = ChallengeTerms.Of(provider.GetRequiredService<IOptions<TrenchOptions>>().Value),
            SendsAtLogin = false,
        });
        services.AddSingleton<ConfirmationSeal>();
        services.AddSingleton<ConfigTerms>();
        services.AddScoped<MethodConfigBook>();
        services.AddScoped<UserConfigBook>();
        return services.AddUserConfigs().AddConfirmations();
    }

    private static IServiceCollection AddUserConfigs(this IServiceCollection services)
    {
        services.AddScoped<UserConfigProof>();
        services.AddScoped<UserConfigChanges>();
        services.AddScoped<CreateUserConfig>();
        services.AddScoped<ConfirmUserConfig>();
        services.AddScoped<UpdateUserConfig>();
        services.AddScoped(provider => new UserConfigFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<UserConfigBook>(),
            provider.GetRequiredService<CreateUserConfig>(),
            provider.GetRequiredService<ConfirmUserConfig>(),
            provider.GetRequiredService<UpdateUserConfig>(),
            provider.GetRequiredService<ManagedAction>(),
            provider.GetRequiredService<Journal>()));
        services.AddScoped(provider => new MethodConfigFlow(
            provider.GetRequiredService<IMfaStore>(),
            provider.GetRequiredService<IUserDirectory>(),
            provider.GetRequiredService<MethodConfigBook>(),
            provider.GetRequiredService<MethodRegistry>(),
            provider.GetRequiredService<MethodSet>(),
            provider.GetRequiredService<ManagedAction>(),
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddConfirmations(this IServiceCollection services)
    {
        services.AddScoped<ConfirmationDesk>();
        services.AddScoped<ConfirmationPlaces>();
        services.AddScoped<RequestConfirmation>();
        services.AddScoped<AnswerConfirmation>();
        services.AddScoped<UseConfirmation>();
        services.AddScoped<ConfirmedLogin>();
        services.AddScoped<ConfirmerParts>();
        services.AddScoped(provider => new Confirmer(provider.GetRequiredService<ConfirmerParts>()));
        services.AddScoped(provider => new ConfirmedSignInFlow(
            provider.GetRequiredService<PasswordCheck>(),
            provider.GetRequiredService<FirstStep>(),
            provider.GetRequiredService<TicketDesk>(),
            provider.GetRequiredService<ConfirmedLogin>(),
            provider.GetRequiredService<UserConfigBook>(),
            provider.GetRequiredService<RequestConfirmation>(),
            provider.GetRequiredService<MethodRegistry>()));
        return services;
    }
}
