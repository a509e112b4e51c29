namespace Trench;

/// <summary>A ticket that may be answered: its challenge, user and factors.</summary>
internal sealed record LiveTicket(Challenge Challenge, MfaUser User, UserFactors Factors);

/// <summary>Looks at tickets. A ticket of another purpose, facade or client, or of a user who changed the password since, was never issued.</summary>
internal sealed class TicketDesk(IMfaStore store, IUserDirectory users, TimeProvider clock)
{
    public async Task<Outcome<LiveTicket>> ReadAsync(string ticket, string purpose, Caller caller, CancellationToken cancellationToken)
    {
        if (!Ticket.IsWellFormed(ticket)
            || await store.FindChallengeAsync(Ticket.Hash(ticket), cancellationToken) is not { Challenge: { UserId: { } userId } challenge } asked
            || challenge.Purpose != purpose
            || challenge.Facade != caller.Facade
            || challenge.Client != caller.Client)
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        if (WhyDead(challenge, asked.User) is { } dead)
        {
            return new Refusal(dead);
        }

        var user = await users.FindAsync(userId, cancellationToken);
        return user is { IsActive: true } && Digest.Same(challenge.StampHash, Digest.Of(user.SecurityStamp))
            ? new LiveTicket(challenge, user, asked.User)
            : new Refusal(RefusalKind.TicketUnknown);
    }

    private RefusalKind? WhyDead(Challenge challenge, UserFactors factors) => challenge switch
    {
        { State: ChallengeState.Spent or ChallengeState.Answered } => RefusalKind.TicketUsed,
        { State: ChallengeState.Closed } when LoginQuestion.Asked(challenge, factors) is null => RefusalKind.TicketUnknown,
        { State: ChallengeState.Closed } => RefusalKind.TicketExpired,
        _ when challenge.ExpiresAt <= clock.GetUtcNow() => RefusalKind.TicketExpired,
        _ when challenge.Attempts >= challenge.MaxAttempts => RefusalKind.TicketExhausted,
        _ => null,
    };
}
