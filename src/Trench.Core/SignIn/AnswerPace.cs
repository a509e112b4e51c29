namespace Trench;

/// <summary>The pause between two answers to one ticket. The store decides, in one statement, so that all nodes agree.</summary>
internal sealed class AnswerPace(IMfaStore store, TicketDesk tickets, TermsBook terms, TimeProvider clock)
{
    /// <summary>Null when this answer may be looked at.</summary>
    public async Task<Refusal?> RefuseAsync(string ticket, Challenge challenge, Caller caller, CancellationToken cancellationToken)
    {
        var pause = terms.Challenges(caller).Pause;
        if (pause == TimeSpan.Zero
            || (await store.CommitAsync([new PaceChallenge(challenge.Id, pause, clock.GetUtcNow())], cancellationToken)).Done)
        {
            return null;
        }

        // Who was faster may have spent the ticket, and a dead ticket comes before a pause.
        var read = await tickets.ReadAsync(ticket, challenge.Purpose, caller, cancellationToken);
        return read.Succeeded
            ? new Refusal(RefusalKind.AnswerTooEarly) { RetryAfter = read.Value.Challenge.NextAnswerAt - clock.GetUtcNow() }
            : read.Refusal;
    }
}
