namespace Trench;

/// <summary>Sends a code for an enrolment of a signed-in user: on the open challenge where there is one, on a new one otherwise.</summary>
internal sealed class CodeDesk(
    IMfaStore store,
    TermsBook terms,
    ChallengeBook challenges,
    Journal journal,
    CodeSending sending,
    TimeProvider clock)
{
    public async Task<Outcome<Notified>> SendAsync(
        Actor actor, UserFactors factors, Enrolment enrolment, string purpose, CancellationToken cancellationToken) =>
        await SendAsync(
            await FindOpenAsync(actor, enrolment, purpose, cancellationToken), actor, factors, enrolment, purpose, cancellationToken);

    /// <summary>Null when a code is on its way, be it one that was sent a moment ago; otherwise why there is none.</summary>
    public async Task<Refusal?> EnsureSentAsync(
        Actor actor, UserFactors factors, Enrolment enrolment, string purpose, CancellationToken cancellationToken)
    {
        var open = await FindOpenAsync(actor, enrolment, purpose, cancellationToken);
        var now = clock.GetUtcNow();
        return open?.CodeExpiresAt > now && open.LastSentAt + sending.Cooldown > now
            ? null
            : (await SendAsync(open, actor, factors, enrolment, purpose, cancellationToken)).Refusal;
    }

    private Task<Challenge?> FindOpenAsync(Actor actor, Enrolment enrolment, string purpose, CancellationToken cancellationToken) =>
        store.FindOpenChallengeAsync(actor.User.Id, purpose, enrolment.Id, actor.Caller, clock.GetUtcNow(), cancellationToken);

    private async Task<Outcome<Notified>> SendAsync(
        Challenge? open, Actor actor, UserFactors factors, Enrolment enrolment, string purpose, CancellationToken cancellationToken)
    {
        var request = new OpenRequest(actor.User, purpose, actor.Caller, enrolment, terms.Challenges(actor.Caller))
        {
            Cooldown = sending.Cooldown,
        };
        var opening = open is null ? challenges.Open(request) : challenges.Ask(open, request, sending.Cooldown);
        if (opening.Message is null)
        {
            // Whoever holds an app or key has the code; its question is opened when the answer arrives.
            opening = opening with { Changes = [] };
        }

        var sent = journal.Note(open is null ? EventNames.CodeSent : EventNames.CodeResent, enrolment, actor.Caller);
        return await sending.SendAsync(opening, open?.LastSentAt, factors.Factor, sent, cancellationToken);
    }
}
