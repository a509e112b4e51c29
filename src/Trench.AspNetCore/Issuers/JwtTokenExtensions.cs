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
        builder.Services.AddIssuer<JwtTokenIssuer>();
        return builder;
    }
}
