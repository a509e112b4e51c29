namespace Trench;

/// <summary>A ticket that may be answered: its challenge, user and factors.</summary>
internal sealed record LiveTicket(Challenge Challenge, MfaUser User, UserFactors Factors);

/// <summary>
/// Looks at tickets. A ticket of another purpose, facade or client, or of a user who changed the password since, was never issued. What was
/// issued once and is shown when it is worth nothing is told; what anybody can make up is not.
/// </summary>
internal sealed class TicketDesk(IMfaStore store, IUserDirectory users, Journal journal, MinuteAlarm alarm, TimeProvider clock)
{
    public async Task<Outcome<LiveTicket>> ReadAsync(string ticket, string purpose, Caller caller, CancellationToken cancellationToken)
    {
        if (!Ticket.IsWellFormed(ticket)
            || await store.FindChallengeAsync(Ticket.Hash(ticket), cancellationToken) is not { Challenge: { UserId: { } userId } challenge } asked)
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        if (challenge.Purpose != purpose || challenge.Facade != caller.Facade || challenge.Client != caller.Client)
        {
            return await RefuseAsync(RefusalKind.TicketUnknown, "foreign", challenge, caller, cancellationToken);
        }

        if (WhyDead(challenge, asked.User, clock.GetUtcNow()) is { } dead)
        {
            return await RefuseAsync(dead, Word(dead), challenge, caller, cancellationToken);
        }

        var user = await users.FindAsync(userId, cancellationToken);
        return user is { IsActive: true } && Digest.Same(challenge.StampHash, Digest.Of(user.SecurityStamp))
            ? new LiveTicket(challenge, user, asked.User)
            : await RefuseAsync(RefusalKind.TicketUnknown, "user", challenge, caller, cancellationToken);
    }

    private async Task<Refusal> RefuseAsync(
        RefusalKind kind, string reason, Challenge challenge, Caller caller, CancellationToken cancellationToken)
    {
        var name = kind == RefusalKind.TicketExpired ? EventNames.TicketExpired : EventNames.TicketRejected;
        var told = journal.Note(name, challenge.UserId, caller) with
        {
            Purpose = challenge.Purpose,
            ChallengeId = challenge.Id,
            Method = challenge.Method,
            Reason = reason,
        };
        await alarm.TellAsync("ticket:" + challenge.Id, told, cancellationToken);
        return new Refusal(kind);
    }

    private static string Word(RefusalKind dead) => dead switch
    {
        RefusalKind.TicketUsed => "used",
        RefusalKind.TicketExhausted => "budget",
        RefusalKind.TicketUnknown => "closed",
        _ => "expired",
    };

    private static RefusalKind? WhyDead(Challenge challenge, UserFactors factors, DateTimeOffset now) =>
        challenge.State == ChallengeState.Closed && LoginQuestion.Asked(challenge, factors) is null
            ? RefusalKind.TicketUnknown
            : ChallengeDeath.Of(challenge, now);
}
