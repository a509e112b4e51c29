namespace Trench;

/// <summary>What becomes of a sign-in afterwards: checked with every request, refreshed by rotation, ended.</summary>
public sealed class SessionFlow
{
    private readonly IMfaStore _store;
    private readonly IUserDirectory _users;
    private readonly SessionBook _sessions;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;

    internal SessionFlow(IMfaStore store, IUserDirectory users, SessionBook sessions, Journal journal, TimeProvider clock)
    {
        _store = store;
        _users = users;
        _sessions = sessions;
        _journal = journal;
        _clock = clock;
    }

    /// <summary>The session and its user; null when it is ended or expired, the user is inactive, or the password changed since.</summary>
    public async Task<LiveSession?> CheckAsync(string sessionId, CancellationToken cancellationToken) =>
        await FindLiveAsync(sessionId, cancellationToken) is { Session.IsEnrolmentOnly: false } live ? live : null;

    /// <summary>
    /// The same for a session that may only add a method, and for no other: it never passes <see cref="CheckAsync"/>, so that no token of it is good anywhere else.
    /// </summary>
    public async Task<LiveSession?> CheckEnrolmentOnlyAsync(string sessionId, CancellationToken cancellationToken) =>
        await FindLiveAsync(sessionId, cancellationToken) is { Session.IsEnrolmentOnly: true } live ? live : null;

    /// <summary>
    /// Replaces the session's secret. An older secret means that a refresh token was copied: the session ends, whoever holds it (RFC 9700 section 4.14.2). A session
    /// of an OAuth client is refreshed by that client only (RFC 6749 section 6).
    /// </summary>
    public async Task<Outcome<SignedIn>> RefreshAsync(string sessionId, string secret, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(caller);
        if (await CheckAsync(sessionId, cancellationToken) is not { } live || live.Session.Client != caller.Client)
        {
            return new Refusal(RefusalKind.SessionInvalid);
        }

        var (rotation, next) = _sessions.Rotate(live.Session, secret);
        var result = await _store.CommitAsync([rotation], cancellationToken);
        if (result.Done)
        {
            return new SignedIn(live.User, live.Session with { SecretHash = rotation.NewSecretHash, ExpiresAt = rotation.ExpiresAt }, next);
        }

        await _journal.CommitAsync(
            [new EndSession(sessionId, _clock.GetUtcNow())],
            [_journal.Note(EventNames.SessionReuse, live.User.Id, caller)],
            cancellationToken);
        return new Refusal(RefusalKind.SessionInvalid);
    }

    /// <summary>Ends a session: its access and refresh tokens are refused from now on.</summary>
    public async Task EndAsync(string sessionId, Caller caller, CancellationToken cancellationToken)
    {
        if (await _store.FindSessionAsync(sessionId, cancellationToken) is { EndedAt: null } session)
        {
            await _journal.CommitAsync(
                [new EndSession(sessionId, _clock.GetUtcNow())],
                [_journal.Note(EventNames.SessionEnded, session.UserId, caller)],
                cancellationToken);
        }
    }

    private async Task<LiveSession?> FindLiveAsync(string sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        if (await _store.FindSessionAsync(sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        var user = await _users.FindAsync(session.UserId, cancellationToken);
        return user is not null && _sessions.IsLive(session, user) ? new LiveSession(user, session) : null;
    }
}
