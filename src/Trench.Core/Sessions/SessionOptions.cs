namespace Trench;

/// <summary>How long sign-ins last; an issuer sets it to the life of its tokens.</summary>
public sealed class SessionOptions
{
    /// <summary>How long a session lives without a refresh. Default one day.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a session lives however often it is refreshed. Default 30 days.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a proof counts as fresh. Default 5 minutes.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a user's first method ends the other sessions, which a password alone opened. Default false, as in django-trench: they go on,
    /// but change nothing without a fresh proof.
    /// </summary>
    public bool FirstMethodEndsOthers { get; set; }
}
