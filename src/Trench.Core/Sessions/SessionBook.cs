using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Makes the rows of sessions and says what they prove.</summary>
internal sealed class SessionBook(IOptions<SessionOptions> options, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private readonly SessionOptions _options = options.Value;

    /// <summary>A new session and its secret.</summary>
    public (Session Row, string Secret) New(MfaUser user, Caller caller, string amr, string acr, bool isProven)
    {
        var now = clock.GetUtcNow();
        var secret = Codes.Token(SecretBytes);
        var row = new Session
        {
            Id = Codes.Id(),
            UserId = user.Id,
            SecretHash = Digest.Of(secret),
            StampHash = Digest.Of(user.SecurityStamp),
            Amr = amr,
            Acr = acr,
            Client = caller.Client,
            Scope = caller.Scope,
            AuthTime = now,
            ProofUntil = isProven ? now + _options.ProofLifetime : null,
            ExpiresAt = now + _options.Lifetime,
        };
        return (row, secret);
    }

    /// <summary>The next secret of a session.</summary>
    public (RotateSession Change, string Secret) Rotate(Session session, string secret)
    {
        var next = Codes.Token(SecretBytes);
        var now = clock.GetUtcNow();
        return (new RotateSession(session.Id, Digest.Of(secret), Digest.Of(next), now + _options.Lifetime, now), next);
    }

    /// <summary>The change that makes a session freshly proven; none for a caller without a session.</summary>
    public IReadOnlyList<Change> Renew(Session? session) =>
        session is null ? [] : [new RenewProof(session.Id, clock.GetUtcNow() + _options.ProofLifetime)];

    /// <summary>Whether the session was proven a moment ago.</summary>
    public bool IsFresh(Session? session) => session?.ProofUntil > clock.GetUtcNow();

    /// <summary>Whether the session may act: not ended, not expired, of an active user with the stamp of the sign-in.</summary>
    public bool IsLive(Session session, MfaUser? user) =>
        user is { IsActive: true }
        && session.EndedAt is null
        && session.ExpiresAt > clock.GetUtcNow()
        && Digest.Same(session.StampHash, Digest.Of(user.SecurityStamp));
}
