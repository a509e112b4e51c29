namespace Trench;

/// <summary>
/// What one facade wants different from the engine: register one as a singleton, and every question that comes through the facade is asked under it. A facade
/// without terms of its own has the engine's. Terms out of range stop the start.
/// </summary>
/// <param name="Facade">The facade, as <see cref="Caller.Facade"/> names it.</param>
public sealed record FacadeTerms(string Facade)
{
    /// <summary>How long its challenges live, how often they may be answered wrongly, and what their codes look like.</summary>
    public required ChallengeTerms Challenges { get; init; }

    /// <summary>The method that challenges users without enrolment at their own address; null for the engine's, which is none by default.</summary>
    public string? FallbackMethod { get; init; }

    /// <summary>
    /// Which methods its login asks, by name; null for all. A user who has only others is refused with <see cref="RefusalKind.MethodNotEnrolled"/> and never let in
    /// by the password alone.
    /// </summary>
    public Func<string, bool>? Asks { get; init; }

    /// <summary>
    /// Whether its logins hand out a ticket. Default true; where they do not, a code belongs to the newest question that was sent, so nothing is opened without a
    /// message.
    /// </summary>
    public bool HandsOutTickets { get; init; } = true;

    /// <summary>Whether a confirmed activation shows a set of backup codes. Default true; a facade that never shows any makes none.</summary>
    public bool ShowsBackupCodes { get; init; } = true;

    /// <summary>Whether what was begun is dropped when its message could not be sent. By default it stays pending, and the code is asked for again.</summary>
    public bool DropsUnsent { get; init; }

    /// <summary>
    /// Whether the first step waits for its message up to SEND_WAIT. One that cannot be sent is a refusal then, and its challenge is given up.
    /// </summary>
    public bool AwaitsMessage { get; init; }

    /// <summary>
    /// Whether the password alone is enough for a user without an active method; null for the engine's rule, which is that it is where no fallback method
    /// challenges. Where it is not and there is no fallback method, the user is refused with <see cref="RefusalKind.MethodNotEnrolled"/>.
    /// </summary>
    public Func<UserFactors, bool>? PasswordSuffices { get; init; }

    /// <summary>
    /// Which methods complete a login, by name; null for all. The right answer of another one ends in a session that may do nothing but add a method.
    /// </summary>
    public Func<string, bool>? Trusts { get; init; }

    /// <summary>How long a session that may only add a method lasts. Default 15 minutes; 1 second to 1 day.</summary>
    public TimeSpan EnrolmentOnlyLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a method that is confirmed through the facade becomes the primary one, also beside others.</summary>
    public bool ConfirmedIsPrimary { get; init; }

    /// <summary>The name an authenticator app shows for methods that are added through the facade; null leaves it to the method.</summary>
    public string? IssuerName { get; init; }

    /// <summary>Whether the first step of a login sends the primary method's code. Where it does not, the client says what is to be asked.</summary>
    public bool SendsAtLogin { get; init; } = true;
}
