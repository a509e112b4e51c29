using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the issuer of JSON Web Tokens.</summary>
public static class JwtTokenExtensions
{
    /// <summary>
    /// Lets sign-ins end in a JWT pair, and adds the authentication scheme <c>Trench</c>, which reads the access token from the
    /// Authorization header (<c>Bearer</c>, <c>JWT</c> or <c>Token</c>). Protect an application's own routes with
    /// <c>RequireAuthorization()</c> as usual.
    /// </summary>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    /// <param name="configure">Changes the settings; faulty ones stop the start.</param>
    public static TrenchBuilder AddJwtTokens(this TrenchBuilder builder, Action<JwtOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<JwtOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ITokenIssuer, JwtTokenIssuer>());
        builder.Services.AddBearerScheme();
        return builder;
    }

    // Each issuer needs the scheme; the first one brings it.
    private static void AddBearerScheme(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TokenReader)))
        {
            return;
        }

        services.AddScoped<TokenReader>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(TrenchAuthentication.Scheme, configureOptions: null);
        services.AddAuthorization();
    }
}
