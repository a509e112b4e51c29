namespace Trench;

/// <summary>A session that may act now, and its user.</summary>
/// <param name="User">The user: active, with the security stamp of the sign-in.</param>
/// <param name="Session">The session: neither ended nor expired.</param>
public sealed record LiveSession(MfaUser User, Session Session);
