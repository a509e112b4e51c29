using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Trench.AspNetCore;

/// <summary>What every issuer needs: the first one brings it.</summary>
internal static class TokenSchemeRegistration
{
    /// <summary>Adds an issuer as one of all and by its own type, and the scheme that reads their tokens.</summary>
    public static void AddIssuer<TIssuer>(this IServiceCollection services)
        where TIssuer : class, ITokenIssuer
    {
        services.TryAddSingleton<TIssuer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITokenIssuer, TIssuer>(provider => provider.GetRequiredService<TIssuer>()));
        if (services.Any(service => service.ServiceType == typeof(TokenReader)))
        {
            return;
        }

        services.AddSingleton(HttpTexts.Source);
        services.AddScoped<TokenReader>();
        services.AddSingleton<TokenIssuers>();
        services.AddScoped<LoginMembers>();
        services.AddSingleton<PulseWatch>();
        services.AddSingleton<MountedFacades>();
        services.AddHostedService(provider => provider.GetRequiredService<MountedFacades>());
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(TrenchAuthentication.Scheme, configureOptions: null);
        services.AddAuthorization();
    }
}
