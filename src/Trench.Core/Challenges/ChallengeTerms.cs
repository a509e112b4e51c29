namespace Trench;

/// <summary>
/// The terms under which a facade opens challenges. Account budgets are never part of them: whatever a facade allows per ticket, the account's limits hold.
/// </summary>
public sealed record ChallengeTerms
{
    /// <summary>How long the challenge lives; its code lives no longer. 1 second to 15 minutes.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>Wrong answers allowed. At least 1; <see cref="int.MaxValue"/> leaves it to the account's limits.</summary>
    public required int Attempts { get; init; }

    /// <summary>Challenges of one user, purpose and facade that may be open at once. At least 1; null for any number.</summary>
    public required int? LiveLimit { get; init; }

    /// <summary>Whether one more than the limit is refused; otherwise the oldest is closed.</summary>
    public bool RefuseOverLimit { get; init; }

    /// <summary>The form of delivered codes; null leaves it to the method.</summary>
    public AnswerShape? Code { get; init; }

    /// <summary>The text around the code, with <c>{code}</c> in it; null leaves it to the engine. Said in the addressee's
    /// language where it is translated.</summary>
    public string? MessageText { get; init; }

    /// <summary>The subject of a message that has one, with <c>{code}</c> in it where it is to show the code; null leaves it to the
    /// method. Said in the addressee's language where it is translated.</summary>
    public string? MessageSubject { get; init; }

    /// <summary>The sender of a message that has one; null leaves it to the method.</summary>
    public string? MessageSender { get; init; }

    /// <summary>
    /// The pause between two answers to one challenge. Default zero, for none; at most 15 minutes. An answer that comes too early is not looked at.
    /// </summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The engine's own terms.</summary>
    public static ChallengeTerms Of(TrenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ChallengeTerms
        {
            Lifetime = options.TicketLifetime,
            Attempts = options.TicketAttempts,
            LiveLimit = options.TicketsPerUser,
        };
    }
}
