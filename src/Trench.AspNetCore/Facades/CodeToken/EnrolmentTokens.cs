namespace Trench.AspNetCore;

/// <summary>
/// The enrolment token: it names a session that may add a method and do nothing else. A key, a <c>typ</c> header and an audience of its own
/// keep it from passing for an access token.
/// </summary>
internal sealed class EnrolmentTokens(MasterKey masterKey, TimeProvider clock)
{
    private const string SessionClaim = "sid";

    private readonly JwtSeal _seal = new(
        masterKey.DeriveAll("jwt/enrolment"), "enrolment+jwt", new JwtOptions { Audience = "trench/enrolment" }, clock);

    /// <summary>The token of such a session.</summary>
    public string Write(SignedIn signedIn) => _seal.Sign(
        new Dictionary<string, object>
        {
            ["jti"] = Codes.Id(),
            ["token_type"] = "enrollment",
            ["user_id"] = signedIn.User.Id,
            [SessionClaim] = signedIn.Session.Id,
        },
        signedIn.Session.ExpiresAt);

    /// <summary>The live session of a token; null when either is not good, or when it is another kind of token.</summary>
    public async Task<LiveSession?> FindAsync(string token, SessionFlow sessions, CancellationToken cancellationToken) =>
        await _seal.ReadAsync(token) is { } jwt && jwt.TryGetPayloadValue<string>(SessionClaim, out var sessionId)
            ? await sessions.CheckEnrolmentOnlyAsync(sessionId, cancellationToken)
            : null;
}
