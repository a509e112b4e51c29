using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// The one place where an answer meets a question, for every purpose, route and facade. An answer is charged to its ticket and its account by conditional
/// statements that are committed before anything is said; a right one spends its challenge, moves its counter and does what it is for in one commit. The loser of
/// a race hears what a wrong code hears.
/// </summary>
internal sealed class ChallengeGate(
    AnswerJudge judge,
    IMfaStore store,
    Journal journal,
    SendLimits sends,
    LockAlarm alarm,
    LateRefunds late,
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    private readonly LimitOptions _limits = options.Value.Limits;
    private readonly GateEvents _events = new(journal);

    /// <summary>Whether the text could be anybody's code: a malformed one is refused before its ticket is looked at, and costs nothing.</summary>
    public Task<bool> IsConceivableAsync(string raw, Caller caller, CancellationToken cancellationToken) =>
        judge.IsConceivableAsync(raw, caller, cancellationToken);

    /// <summary>Holds an answer against a question, and commits what follows: the effect when it is right, the charge when it is not.</summary>
    public async Task<Outcome<RightAnswer>> AnswerAsync(
        GateQuestion question,
        string raw,
        Func<RightAnswer, Effect> effect,
        CancellationToken cancellationToken)
    {
        using var span = TrenchTelemetry.Source.StartActivity("trench.answer");
        span?.SetTag("trench.purpose", question.Purpose);
        var shaped = await judge.RecogniseAsync(question, raw, cancellationToken);
        if (!shaped.IsRecognised)
        {
            return new Refusal(RefusalKind.CodeMalformed);
        }

        var attempt = new GateAttempt(question, shaped, _limits.Of(shaped.Kind), clock.GetUtcNow());
        if (AccountStanding.RefusedFor(attempt.Account, attempt.Limits, attempt.Now) is not null)
        {
            return await RefuseLockedAsync(attempt, attempt.Account, cancellationToken);
        }

        return shaped.IsChargedFirst
            ? await AnswerChargedAsync(attempt, effect, cancellationToken)
            : await AnswerLocallyAsync(attempt, effect, cancellationToken);
    }

    // Nothing is answered before the conditional charge has committed, so the outcome may be computed before it.
    private async Task<Outcome<RightAnswer>> AnswerLocallyAsync(
        GateAttempt attempt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var judgement = await judge.JudgeAsync(attempt.Question, attempt.Shaped, cancellationToken);

        // What was looked at is charged, also when the caller hangs up now.
        if (judgement.IsUnavailable)
        {
            return await RefuseUnavailableAsync(attempt, judgement, chargedAt: null, CancellationToken.None);
        }

        return judgement.Verdict.IsRight
            ? await AcceptAsync(attempt, judgement, chargedAt: null, effect, CancellationToken.None)
            : await RejectAsync(attempt, judgement, judgement.Verdict.Reason, chargedAt: null, CancellationToken.None);
    }

    // The verifier is far away, or slow on purpose: the charge is committed first, and no transaction is open while it thinks.
    private async Task<Outcome<RightAnswer>> AnswerChargedAsync(
        GateAttempt attempt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var charge = await store.CommitAsync(attempt.Charge(), cancellationToken);
        if (!charge.Done)
        {
            return charge.Lost is ChargeChallenge
                ? await RefuseUnaskedAsync(attempt, cancellationToken)
                : await AgainOrLockedAsync<Outcome<RightAnswer>>(
                    attempt, again => AnswerChargedAsync(again, effect, cancellationToken), static refusal => refusal, cancellationToken);
        }

        // From here on nobody may call it off: a caller who hangs up would get the charge back and could guess for free. Only a backup code
        // that still waits for its turn goes with its caller: nothing has been looked at.
        var untilItsTurn = attempt.Shaped.BackupCode is null ? CancellationToken.None : cancellationToken;
        Judgement judgement;
        try
        {
            judgement = await judge.JudgeAsync(attempt.Question, attempt.Shaped, untilItsTurn);
        }
        catch
        {
            await RefundAsync(attempt, []);
            throw;
        }

        if (judgement.Verdict.IsRight)
        {
            return await AcceptAsync(attempt, judgement, attempt.Now, effect, CancellationToken.None);
        }

        if (judgement.IsUnavailable)
        {
            return await RefuseUnavailableAsync(attempt, judgement, attempt.Now, CancellationToken.None);
        }

        return await RejectAsync(attempt, judgement, judgement.Verdict.Reason, attempt.Now, CancellationToken.None);
    }

    private async Task<Outcome<RightAnswer>> AcceptAsync(
        GateAttempt attempt, Judgement judgement, DateTimeOffset? chargedAt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var right = new RightAnswer(
            judgement.Candidate?.Candidate.Enrolment, judgement.Candidate?.Method, judgement.Verdict, judgement.BackupCode, judgement.BackupCodesLeft);
        var wanted = effect(right);
        var spending = attempt.Spend(judgement, chargedAt);
        CommitResult result;
        try
        {
            result = await journal.CommitAsync(
                [.. spending, .. wanted.Changes], [.. _events.Accepted(attempt, right), .. wanted.Events], cancellationToken, wanted.Alongside);
        }
        catch when (chargedAt is not null)
        {
            await RefundAsync(attempt, []);
            throw;
        }

        if (result.Lost is null)
        {
            return right;
        }

        if (ReasonOf(result.Lost, right.Verdict) is { } reason)
        {
            return await RejectAsync(attempt, judgement, reason, chargedAt, cancellationToken);
        }

        if (chargedAt is not null)
        {
            await RefundAsync(attempt, []);
        }

        var question = attempt.Question;
        return result.Lost is ClearAccount
            ? await RefuseLockedAsync(attempt, cancellationToken)
            : await sends.RefusalOfAsync(result.Lost, question.User.Id, question.Caller, cancellationToken) ?? wanted.OnLost(result.Lost);
    }

    // Why a right answer is refused as a wrong one: another took its place in a race, or its device is another enrolment's.
    private static string? ReasonOf(Change lost, Verdict verdict) => lost switch
    {
        SpendChallenge or AnswerChallenge or UseEnrolment or SpendBackupCode => "replayed",
        ActivateEnrolment or AcceptFactorChange when verdict.Reference is not null => "taken",
        _ => null,
    };

    private async Task<Refusal> RejectAsync(
        GateAttempt attempt, Judgement judgement, string? reason, DateTimeOffset? chargedAt, CancellationToken cancellationToken)
    {
        if (chargedAt is not null)
        {
            return await RejectChargedAsync(attempt, judgement, reason, cancellationToken);
        }

        var charge = await journal.CommitAsync(attempt.Charge(), _events.Rejected(attempt, judgement, reason), cancellationToken);
        if (charge.Done)
        {
            return attempt.Wrong();
        }

        if (charge.Lost is not ChargeChallenge)
        {
            return await AgainOrLockedAsync(
                attempt, again => RejectAsync(again, judgement, reason, chargedAt: null, cancellationToken), cancellationToken);
        }

        // The question died after it was read. A wrong answer to it was a guess at the account all the same; a right one lost to its twin. Both
        // hear the same.
        return judgement.Verdict.IsRight
            ? await TellDeathAsync(attempt, cancellationToken)
            : await ChargeDeadAsync(attempt, judgement, reason, cancellationToken);
    }

    // The lock came with the charge, and whoever was refused by it meanwhile may have told of it.
    private async Task<Refusal> RejectChargedAsync(
        GateAttempt attempt, Judgement judgement, string? reason, CancellationToken cancellationToken)
    {
        var told = _events.Rejected(attempt, judgement, reason).Where(happened => happened.Name != EventNames.AccountLocked);
        await journal.CommitAsync([], [.. told], cancellationToken);
        if (attempt.Foreseen.Lock > TimeSpan.Zero
            && (await store.FindUserAsync(attempt.Question.User.Id, cancellationToken)).Account(attempt.Shaped.Kind) is { } account)
        {
            await alarm.TellLockAsync(_events.Note(attempt, EventNames.AccountLocked), account, cancellationToken);
        }

        return attempt.Wrong();
    }

    private async Task<Refusal> ChargeDeadAsync(GateAttempt attempt, Judgement judgement, string? reason, CancellationToken cancellationToken)
    {
        Change[] account = [.. attempt.Charge().Where(change => change is not ChargeChallenge)];
        return (await journal.CommitAsync(account, _events.Rejected(attempt, judgement, reason), cancellationToken)).Done
            ? await TellDeathAsync(attempt, cancellationToken)
            : await AgainOrLockedAsync(attempt, again => ChargeDeadAsync(again, judgement, reason, cancellationToken), cancellationToken);
    }

    // A charge was lost. Either others have changed the account since it was read, so that it would bring a lock nobody tells of, or none where
    // one is told: then it is made as the account is now. Or the account is not asked any more.
    private async Task<TAnswer> AgainOrLockedAsync<TAnswer>(
        GateAttempt attempt, Func<GateAttempt, Task<TAnswer>> again, Func<Refusal, TAnswer> refuse, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(attempt.Question.User.Id, cancellationToken);
        var fresh = attempt.With(factors);
        if (AccountStanding.RefusedFor(fresh.Account, fresh.Limits, fresh.Now) is null && fresh.Foreseen != attempt.Foreseen)
        {
            return await again(fresh);
        }

        return refuse(await RefuseLockedAsync(fresh, fresh.Account, cancellationToken));
    }

    private Task<Refusal> AgainOrLockedAsync(
        GateAttempt attempt, Func<GateAttempt, Task<Refusal>> again, CancellationToken cancellationToken) =>
        AgainOrLockedAsync(attempt, again, static refusal => refusal, cancellationToken);

    // What the ticket hears that is shown the next time: it tells of the ticket, and nothing of the answer.
    private async Task<Refusal> TellDeathAsync(GateAttempt attempt, CancellationToken cancellationToken) =>
        attempt.Question.Ticket?.TicketHash is { } hash
        && await store.FindChallengeAsync(hash, cancellationToken) is { } asked
        && ChallengeDeath.Of(asked.Challenge, attempt.Now) is { } dead
            ? new Refusal(dead)
            : RefuseDead(attempt);

    // Nobody is charged for a verifier that is away; but what another enrolment found wrong was a guess at that one, and no outage makes guesses free.
    private async Task<Refusal> RefuseUnavailableAsync(
        GateAttempt attempt, Judgement judgement, DateTimeOffset? chargedAt, CancellationToken cancellationToken)
    {
        if (judgement.IsGuess)
        {
            var refusal = await RejectAsync(attempt, judgement, judgement.Verdict.Reason, chargedAt, cancellationToken);
            return refusal.Kind == RefusalKind.CodeWrong ? new Refusal(RefusalKind.Unavailable) : refusal;
        }

        var events = _events.Own(attempt, judgement);
        if (chargedAt is not null)
        {
            await RefundAsync(attempt, events);
        }
        else if (events.Count > 0)
        {
            await journal.CommitAsync([], events, cancellationToken);
        }

        return new Refusal(RefusalKind.Unavailable);
    }

    // Never in the way of what is told: a store that is away gets its refund later.
    private async Task RefundAsync(GateAttempt attempt, IReadOnlyList<MfaEvent> events)
    {
        var refund = LateRefunds.OfOnce(attempt.Refund(), attempt.Now);
        try
        {
            await journal.CommitAsync(refund, events, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            late.Add(refund);
        }
    }

    // The ticket of a backup code is mostly dead because its twin has just been accepted, which is worth telling.
    private async Task<Refusal> RefuseUnaskedAsync(GateAttempt attempt, CancellationToken cancellationToken) =>
        attempt.Shaped.BackupCode is null ? RefuseDead(attempt) : await TellDeathAsync(attempt, cancellationToken);

    private static Refusal RefuseDead(GateAttempt attempt) =>
        new(attempt.Question.Ticket is null ? RefusalKind.CodeWrong : RefusalKind.TicketExhausted);

    private async Task<Refusal> RefuseLockedAsync(GateAttempt attempt, CancellationToken cancellationToken)
    {
        var user = await store.FindUserAsync(attempt.Question.User.Id, cancellationToken);
        return await RefuseLockedAsync(attempt, user.Account(attempt.Shaped.Kind), cancellationToken);
    }

    private async Task<Refusal> RefuseLockedAsync(GateAttempt attempt, Account? account, CancellationToken cancellationToken)
    {
        if (account is not null)
        {
            await alarm.RaiseAsync(_events.Note(attempt, EventNames.AccountLocked), account, cancellationToken);
        }
        else if (attempt.Question.Ticket?.TicketHash is { } hash && await store.FindChallengeAsync(hash, cancellationToken) is null)
        {
            // Account and ticket went together: the user was deleted meanwhile.
            return new Refusal(RefusalKind.TicketUnknown);
        }

        return AccountStanding.Refuse(AccountStanding.AfterRefusal(account, attempt.Limits, attempt.Now));
    }
}
