namespace Trench;

/// <summary>
/// What one facade wants different from the engine: register one as a singleton, and every question that comes through the facade is asked under it. A facade
/// without terms of its own has the engine's.
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

    /// <summary>Whether a confirmed activation shows a set of backup codes. Default true; a facade that never shows any makes none.</summary>
    public bool ShowsBackupCodes { get; init; } = true;

    /// <summary>Whether what was begun is dropped when its message could not be sent. By default it stays pending, and the code is asked for again.</summary>
    public bool DropsUnsent { get; init; }
}
