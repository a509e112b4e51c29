using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Commits what asks a user again and sends its message, unless the last one of the challenge is too young or a limit of messages is
/// reached.
/// </summary>
internal sealed class CodeSending(Journal journal, Sender sender, SendLimits sends, IOptions<TrenchOptions> options, TimeProvider clock)
{
    /// <summary>The pause between messages of one challenge.</summary>
    public TimeSpan Cooldown => options.Value.Limits.SendCooldown;

    /// <summary>
    /// Waits up to SEND_WAIT for the first attempt. The pause is told before a lock of the account, and the event is only of a message.
    /// </summary>
    public async Task<Outcome<Notified>> SendAsync(
        Opening opening, DateTimeOffset? lastSentAt, Account? account, MfaEvent sent, CancellationToken cancellationToken)
    {
        var refused = Refuse(opening, lastSentAt, account) ?? await CommitAsync(opening, sent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var members = await sender.SendAndWaitAsync(opening.Message, cancellationToken);
        return members.Succeeded && opening.Question is { } question
            ? new Notified(question.Details, members.Value)
            : members.Refusal ?? RefusalKind.Unavailable;
    }

    private Refusal? Refuse(Opening opening, DateTimeOffset? lastSentAt, Account? account)
    {
        // Where nothing is sent nothing is held back: the answer is what a lock refuses, and a backup code may be it.
        if (opening.Message is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (lastSentAt + Cooldown - now is { Ticks: > 0 } wait)
        {
            return new Refusal(RefusalKind.SendCooldown) { RetryAfter = wait };
        }

        var locked = AccountStanding.RefusedFor(account, options.Value.Limits.Of(AccountKind.Factor), now);
        return locked is null ? null : AccountStanding.Refuse(locked.Value);
    }

    private async Task<Refusal?> CommitAsync(Opening opening, MfaEvent sent, CancellationToken cancellationToken)
    {
        if (opening.Changes.Count == 0)
        {
            return null;
        }

        var told = sent with { ChallengeId = opening.Row.Id, Purpose = opening.Row.Purpose };
        var result = await journal.CommitAsync(opening.Changes, opening.Message is null ? [] : [told], cancellationToken);
        if (result.Done)
        {
            return null;
        }

        var (user, caller) = (opening.Request.User, opening.Request.Caller);
        return await sends.RefusalOfAsync(result.Lost, user.Id, caller, cancellationToken)
            ?? new Refusal(RefusalKind.SendCooldown) { RetryAfter = Cooldown };
    }
}
