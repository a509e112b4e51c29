namespace Trench.AspNetCore;

/// <summary>Asks all issuers about a token, and the store about its session: every facade accepts every issuer's tokens.</summary>
internal sealed class TokenReader(IEnumerable<ITokenIssuer> issuers, SessionFlow sessions)
{
    /// <summary>The live session of an access token; null when the token or its session is not good any more.</summary>
    public async Task<LiveSession?> FindAsync(string accessToken, CancellationToken cancellationToken)
    {
        foreach (var issuer in issuers)
        {
            if (await issuer.ReadAccessAsync(accessToken, cancellationToken) is { } claims)
            {
                var live = await sessions.CheckAsync(claims.SessionId, cancellationToken);
                return live is not null && Hold(claims, live) ? live : null;
            }
        }

        return null;
    }

    /// <summary>What a refresh token claims, and who issued it; null when no issuer knows it.</summary>
    public async Task<(ITokenIssuer Issuer, RefreshClaims Claims)?> FindRefreshAsync(
        string refreshToken, CancellationToken cancellationToken)
    {
        foreach (var issuer in issuers)
        {
            if (await issuer.ReadRefreshAsync(refreshToken, cancellationToken) is { } claims)
            {
                return (issuer, claims);
            }
        }

        return null;
    }

    /// <summary>Whether the token is a live access token, or the refresh token that its session expects next.</summary>
    public async Task<bool> IsLiveAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not null)
        {
            return true;
        }

        return await FindRefreshAsync(token, cancellationToken) is { Claims: var claims }
            && await sessions.CheckAsync(claims.SessionId, cancellationToken) is { } live
            && IsSecretOf(live, claims.Secret);
    }

    private static bool Hold(AccessClaims claims, LiveSession live) =>
        (claims.UserId is null || claims.UserId == live.User.Id) && (claims.Secret is null || IsSecretOf(live, claims.Secret));

    private static bool IsSecretOf(LiveSession live, string secret) => Digest.Same(live.Session.SecretHash, Digest.Of(secret));
}
