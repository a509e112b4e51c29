using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>The tokens of a grant.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Lifetime">How long it is good.</param>
/// <param name="Refresh">The refresh token; null where the access token lasts as long as the session.</param>
internal sealed record OAuthTokens(string Access, TimeSpan Lifetime, string? Refresh)
{
    /// <summary>Hides the tokens.</summary>
    public override string ToString() => "***";
}

/// <summary>Makes the tokens of a grant: a JWT pair where the application has that, else one opaque token.</summary>
internal sealed class OAuthTokenMaker(IServiceProvider services, TokenIssuers issuers, IOptions<SessionOptions> sessions)
{
    public async Task<OAuthTokens> MakeAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        if (services.GetService<JwtTokenIssuer>() is not { } pairs)
        {
            var tokens = await issuers.Opaque.IssueAsync(signedIn, cancellationToken);
            return new OAuthTokens(tokens.Values.First(), sessions.Value.Lifetime, null);
        }

        var pair = await pairs.IssueAsync(signedIn, cancellationToken);
        var lifetime = services.GetRequiredService<IOptions<JwtOptions>>().Value.AccessTokenLifetime;
        return new OAuthTokens(pair["access"], lifetime, pair["refresh"]);
    }
}
