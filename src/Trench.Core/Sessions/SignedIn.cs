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
    /// <summary>Whether the user's backup codes are void since a backup was restored, so that new ones have to be made.</summary>
    public bool MustRegenerateCodes { get; init; }

    /// <summary>Hides the secret.</summary>
    public override string ToString() => $"SignedIn {User.Id}";
}
