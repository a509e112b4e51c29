using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the issuer of opaque tokens.</summary>
public static class OpaqueTokenExtensions
{
    /// <summary>
    /// Lets sign-ins end in one opaque token, <c>auth_token</c>, which the authentication scheme <c>Trench</c> reads from the Authorization
    /// header. It is good as long as <see cref="Trench.SessionOptions.Lifetime"/> says; logout, a new password and a disabled user end it
    /// at once. Beside <c>AddJwtTokens</c> it serves
    /// <c>token/login</c>, alone also <c>login</c>.
    /// </summary>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    public static TrenchBuilder AddOpaqueTokens(this TrenchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddIssuer<OpaqueTokenIssuer>();
        return builder;
    }
}
