using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Sends a code for an enrolment of a signed-in user: on the open challenge where there is one, on a new one otherwise.</summary>
internal sealed class CodeDesk(
    IMfaStore store,
    TermsBook terms,
    ChallengeBook challenges,
    Journal journal,
    CodeSending sending,
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    public async Task<Outcome<Notified>> SendAsync(
        Actor actor, UserFactors factors, Enrolment enrolment, string purpose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (AccountStanding.RefusedFor(factors.Factor, options.Value.Limits.Of(AccountKind.Factor), now) is { } locked)
        {
            return AccountStanding.Refuse(locked);
        }

        var open = await store.FindOpenChallengeAsync(actor.User.Id, purpose, enrolment.Id, actor.Caller, now, cancellationToken);
        var request = new OpenRequest(actor.User, purpose, actor.Caller, enrolment, terms.Challenges(actor.Caller));
        var opening = open is null ? challenges.Open(request) : challenges.Ask(open, request, sending.Cooldown);
        if (opening.Message is null)
        {
            return new Notified(opening.Question?.Details ?? "", new Dictionary<string, string>());
        }

        var sent = journal.Note(open is null ? EventNames.CodeSent : EventNames.CodeResent, enrolment, actor.Caller);
        return await sending.SendAsync(opening, open?.LastSentAt, sent, cancellationToken);
    }
}
