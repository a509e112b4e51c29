using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Sends a code for an enrolment of a signed-in user: on the open challenge where there is one, on a new one otherwise.</summary>
internal sealed class CodeDesk(
    IMfaStore store,
    ChallengeBook challenges,
    Journal journal,
    Sender sender,
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

        var open = await store.FindOpenChallengeAsync(actor.User.Id, purpose, enrolment.Id, actor.Caller.Facade, now, cancellationToken);
        var cooldown = options.Value.Limits.SendCooldown;
        if (open?.LastSentAt + cooldown - now is { Ticks: > 0 } wait)
        {
            return new Refusal(RefusalKind.SendCooldown) { RetryAfter = wait };
        }

        var request = new OpenRequest(actor.User, purpose, actor.Caller, enrolment, ChallengeTerms.Of(options.Value));
        var opening = open is null ? challenges.Open(request) : challenges.Ask(open, request, cooldown);
        if (opening is not { Message: { } message, Question: { } question })
        {
            return new Notified(opening.Question?.Details ?? "", new Dictionary<string, string>());
        }

        var note = journal.Note(open is null ? EventNames.CodeSent : EventNames.CodeResent, actor.User.Id, actor.Caller) with
        {
            Method = enrolment.Method,
            EnrolmentId = enrolment.Id,
            Purpose = purpose,
            ChallengeId = opening.Row.Id,
        };
        var result = await journal.CommitAsync(opening.Changes, [note], cancellationToken);
        if (!result.Done)
        {
            return new Refusal(RefusalKind.SendCooldown) { RetryAfter = cooldown };
        }

        var sent = await sender.SendAndWaitAsync(message, cancellationToken);
        return sent.Succeeded ? new Notified(question.Details, sent.Value) : sent.Refusal;
    }
}
