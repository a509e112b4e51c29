namespace Trench.AspNetCore;

/// <summary>
/// Turns a proven user into tokens, and reads them back. Whether the session behind a token still lives is asked by the caller, each time.
/// </summary>
public interface ITokenIssuer
{
    /// <summary>
    /// The members that the answer to a completed sign-in carries, for instance <c>access</c> and <c>refresh</c>. Called after the commit.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> IssueAsync(SignedIn signedIn, CancellationToken cancellationToken);

    /// <summary>
    /// What an access token claims, when this issuer made it and it is not expired; null for any other text. Never throws for a bad token.
    /// </summary>
    Task<AccessClaims?> ReadAccessAsync(string token, CancellationToken cancellationToken);

    /// <summary>
    /// What a refresh token claims, when this issuer made it and it is not expired; null for any other text. Never throws for a bad token.
    /// </summary>
    Task<RefreshClaims?> ReadRefreshAsync(string token, CancellationToken cancellationToken);
}

/// <summary>What an access token says.</summary>
/// <param name="SessionId">The session it hangs on.</param>
/// <param name="UserId">The user it was issued to; null where only the session knows.</param>
/// <param name="Secret">The session's secret, where the token carries it: it is held against the stored one. Null for a signed
/// token.</param>
public sealed record AccessClaims(string SessionId, string? UserId, string? Secret = null)
{
    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"access of {SessionId}";
}

/// <summary>What a refresh token says.</summary>
/// <param name="SessionId">The session it hangs on.</param>
/// <param name="Secret">The session's secret when it was issued.</param>
public sealed record RefreshClaims(string SessionId, string Secret)
{
    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"refresh of {SessionId}";
}
