using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Commits what asks a user again and sends its message, unless the last one of the challenge is too young.</summary>
internal sealed class CodeSending(Journal journal, Sender sender, IOptions<TrenchOptions> options, TimeProvider clock)
{
    /// <summary>The pause between messages of one challenge.</summary>
    public TimeSpan Cooldown => options.Value.Limits.SendCooldown;

    /// <summary>Waits up to SEND_WAIT for the first attempt. The event tells of the message, so there is none without one.</summary>
    public async Task<Outcome<Notified>> SendAsync(
        Opening opening, DateTimeOffset? lastSentAt, MfaEvent sent, CancellationToken cancellationToken)
    {
        if (opening.Message is not null && lastSentAt + Cooldown - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            return new Refusal(RefusalKind.SendCooldown) { RetryAfter = wait };
        }

        var told = sent with { ChallengeId = opening.Row.Id, Purpose = opening.Row.Purpose };
        var result = await journal.CommitAsync(opening.Changes, opening.Message is null ? [] : [told], cancellationToken);
        if (!result.Done)
        {
            return new Refusal(RefusalKind.SendCooldown) { RetryAfter = Cooldown };
        }

        var members = await sender.SendAndWaitAsync(opening.Message, cancellationToken);
        return members.Succeeded && opening.Question is { } question
            ? new Notified(question.Details, members.Value)
            : members.Refusal ?? RefusalKind.Unavailable;
    }
}
