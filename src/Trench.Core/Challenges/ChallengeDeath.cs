namespace Trench;

/// <summary>Why nothing can answer a challenge.</summary>
internal static class ChallengeDeath
{
    /// <summary>The refusal it is told by; null when it can be answered.</summary>
    public static RefusalKind? Of(Challenge challenge, DateTimeOffset now) => challenge switch
    {
        { State: ChallengeState.Spent or ChallengeState.Answered } => RefusalKind.TicketUsed,
        { State: ChallengeState.Closed } => RefusalKind.TicketExpired,
        _ when challenge.ExpiresAt <= now => RefusalKind.TicketExpired,
        _ when challenge.Attempts >= challenge.MaxAttempts => RefusalKind.TicketExhausted,
        _ => null,
    };
}
