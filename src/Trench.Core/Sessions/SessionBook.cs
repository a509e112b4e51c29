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
            Id = Codes.Id(now),
            UserId = user.Id,
            SecretHash = Digest.Of(secret),
            StampHash = Digest.Of(user.SecurityStamp),
            Amr = amr,
            Acr = acr,
            Client = caller.Client,
            Scope = caller.Scope,
            AuthTime = now,
            ProofUntil = isProven ? now + _options.ProofLifetime : null,
            ExpiresAt = EndOf(now, now),
        };
        return (row, secret);
    }

    /// <summary>A new session that may do nothing but add a method, once: what it was opened with is its proof.</summary>
    public (Session Row, string Secret) NewEnrolmentOnly(MfaUser user, Caller caller, string amr, TimeSpan lifetime)
    {
        var (row, secret) = New(user, caller, amr, Session.EnrolmentOnly, isProven: true);
        var end = row.AuthTime + lifetime;
        return (row with { ExpiresAt = end, ProofUntil = end }, secret);
    }

    /// <summary>The next secret of a session.</summary>
    public (RotateSession Change, string Secret) Rotate(Session session, string secret)
    {
        var next = Codes.Token(SecretBytes);
        var now = clock.GetUtcNow();
        return (new RotateSession(session.Id, Digest.Of(secret), Digest.Of(next), EndOf(session.AuthTime, now), now), next);
    }

    /// <summary>The change that makes a session freshly proven; none for a caller without a session, or with one that may only add a method.</summary>
    public IReadOnlyList<Change> Renew(Session? session) => session is null or { IsEnrolmentOnly: true }
        ? []
        : [new RenewProof(session.Id, clock.GetUtcNow() + _options.ProofLifetime)];

    /// <summary>
    /// What a confirmed method does to sessions: the present one is freshly proven, or ends when it was to add a method and no more. With the first method the
    /// others end, where <see cref="SessionOptions.FirstMethodEndsOthers"/> says so: they were opened by the password alone.
    /// </summary>
    public IReadOnlyList<Change> Confirm(string userId, Session? session, bool isFirst) =>
    [
        .. isFirst && _options.FirstMethodEndsOthers ? new Change[] { new EndSessions(userId, session?.Id, clock.GetUtcNow()) } : [],
        .. session is { IsEnrolmentOnly: true } ? [new EndSession(session.Id, clock.GetUtcNow())] : Renew(session),
    ];

    /// <summary>Whether the session was proven a moment ago.</summary>
    public bool IsFresh(Session? session) => session?.ProofUntil > clock.GetUtcNow();

    /// <summary>Whether the session is alive: not ended, not expired, of an active user with the stamp of the sign-in.</summary>
    public bool IsLive(Session session, MfaUser? user) =>
        user is { IsActive: true }
        && session.EndedAt is null
        && session.ExpiresAt > clock.GetUtcNow()
        && Digest.Same(session.StampHash, Digest.Of(user.SecurityStamp));

    // However often it is refreshed: who copied a refresh token and uses it quietly does not keep it for ever.
    private DateTimeOffset EndOf(DateTimeOffset authTime, DateTimeOffset now)
    {
        var (end, last) = (now + _options.Lifetime, authTime + _options.LongestLifetime);
        return end < last ? end : last;
    }
}
