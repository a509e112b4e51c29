using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an issuer of the application's own.</summary>
public static class TokenIssuerExtensions
{
    /// <summary>
    /// Lets sign-ins end in tokens that a class of the application makes, and adds the authentication scheme <c>Trench</c>, which asks it for
    /// every token of an Authorization header. Whether the session behind a token still lives is asked of the store each time, so logout, a
    /// new password and a disabled user end these tokens too. Of several issuers the first that is not that of opaque tokens ends a
    /// <c>login</c>, and each reads its own.
    /// </summary>
    /// <typeparam name="TIssuer">The issuer: one object for the whole application, used by many requests at once.</typeparam>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    public static TrenchBuilder AddTokenIssuer<TIssuer>(this TrenchBuilder builder)
        where TIssuer : class, ITokenIssuer
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddIssuer<TIssuer>();
        return builder;
    }
}
