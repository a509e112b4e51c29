namespace Trench;

/// <summary>What the first step of a login led to: either <see cref="SignedIn"/> or <see cref="Asked"/>.</summary>
public abstract record SignInStep;

/// <summary>A complete sign-in, committed: an issuer may now make tokens of it.</summary>
/// <param name="User">The user.</param>
/// <param name="Session">The session's row.</param>
/// <param name="Secret">The session's current secret; it belongs in the refresh token and nowhere else.</param>
/// <param name="BackupCodesLeft">Unspent codes of the set a backup code came from; null when none was used.</param>
public sealed record SignedIn(MfaUser User, Session Session, string Secret, int? BackupCodesLeft = null) : SignInStep
{
    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"SignedIn {User.Id}";
}

/// <summary>A second step is needed. Nothing in here authenticates anything else.</summary>
/// <param name="Ticket">The ticket, for the client only.</param>
/// <param name="Method">The method asked; null when its method is not configured any more and only others or backup codes can answer.</param>
/// <param name="Others">The user's other active enrolments that may be asked instead.</param>
/// <param name="RetryAfter">Set when no message was sent now, and when one may be.</param>
public sealed record Asked(string Ticket, string? Method, IReadOnlyList<EnrolmentView> Others, TimeSpan? RetryAfter) : SignInStep
{
    /// <summary>Hides the ticket.</summary>
    public override string ToString() => $"Asked {Method}";
}
