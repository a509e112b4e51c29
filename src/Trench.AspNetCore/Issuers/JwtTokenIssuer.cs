using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>
/// Issues a pair of JWTs: a short access token and a refresh token that carries the session's secret. Both hang on the session's row, so
/// that logout, reuse of an old refresh token and a password change end them at once.
/// </summary>
internal sealed class JwtTokenIssuer(MasterKey masterKey, IOptions<JwtOptions> options, TimeProvider clock) : ITokenIssuer
{
    private readonly JwtSeal _access = new(masterKey.DeriveAll("jwt/access"), "at+jwt", options.Value, clock);
    private readonly JwtSeal _refresh = new(masterKey.DeriveAll("jwt/refresh"), "rt+jwt", options.Value, clock);

    public Task<IReadOnlyDictionary<string, string>> IssueAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var access = Access(signedIn);
        return Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>
        {
            ["access"] = access,
            ["refresh"] = Refresh(signedIn),
            ["token"] = access,
        });
    }

    public async Task<AccessClaims?> ReadAccessAsync(string token, CancellationToken cancellationToken) =>
        await _access.ReadAsync(token) is { } jwt
        && jwt.TryGetPayloadValue<string>("sid", out var sessionId)
        && jwt.TryGetPayloadValue<string>("sub", out var userId)
            ? new AccessClaims(sessionId, userId)
            : null;

    public async Task<RefreshClaims?> ReadRefreshAsync(string token, CancellationToken cancellationToken) =>
        await _refresh.ReadAsync(token) is { } jwt
        && jwt.TryGetPayloadValue<string>("sid", out var sessionId)
        && jwt.TryGetPayloadValue<string>("secret", out var secret)
            ? new RefreshClaims(sessionId, secret)
            : null;

    private string Access(SignedIn signedIn) => _access.Sign(AccessClaimsOf(signedIn), clock.GetUtcNow() + options.Value.AccessTokenLifetime);

    private static Dictionary<string, object> AccessClaimsOf(SignedIn signedIn)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = signedIn.User.Id,
            ["sid"] = signedIn.Session.Id,
            ["jti"] = Codes.Id(),
            ["auth_time"] = signedIn.Session.AuthTime.ToUnixTimeSeconds(),
            // An array of strings, also for one (RFC 8176 section 1).
            ["amr"] = signedIn.Session.Amr.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ["acr"] = signedIn.Session.Acr,
            ["token_type"] = "access",
            ["user_id"] = signedIn.User.Id,
            ["username"] = signedIn.User.UserName,
        };
        if (signedIn.Session is { Client: { } client, Scope: var scope })
        {
            // RFC 9068 section 2.2.
            claims["client_id"] = client;
            claims["scope"] = scope ?? "";
        }

        return claims;
    }

    private string Refresh(SignedIn signedIn) => _refresh.Sign(
        new Dictionary<string, object>
        {
            ["sub"] = signedIn.User.Id,
            ["sid"] = signedIn.Session.Id,
            ["secret"] = signedIn.Secret,
            ["token_type"] = "refresh",
        },
        signedIn.Session.ExpiresAt);
}
