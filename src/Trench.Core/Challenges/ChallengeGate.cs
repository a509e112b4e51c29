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
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    private readonly LimitOptions _limits = options.Value.Limits;

    /// <summary>Whether the text could be anybody's code: a malformed one is refused before its ticket is looked at, and costs nothing.</summary>
    public bool IsConceivable(string raw) => judge.IsConceivable(raw);

    /// <summary>Holds an answer against a question, and commits what follows: the effect when it is right, the charge when it is not.</summary>
    public async Task<Outcome<RightAnswer>> AnswerAsync(
        GateQuestion question,
        string raw,
        Func<RightAnswer, Effect> effect,
        CancellationToken cancellationToken)
    {
        using var span = TrenchTelemetry.Source.StartActivity("trench.answer");
        span?.SetTag("trench.purpose", question.Purpose);
        var shaped = judge.Recognise(question, raw);
        if (!shaped.IsRecognised)
        {
            return new Refusal(RefusalKind.CodeMalformed);
        }

        var attempt = new GateAttempt(question, shaped, _limits.Of(shaped.Kind), clock.GetUtcNow());
        if (AccountStanding.RefusedFor(attempt.Account, attempt.Limits, attempt.Now) is { } wait)
        {
            return AccountStanding.Refuse(wait);
        }

        return shaped.IsJudgedRemotely
            ? await AnswerRemotelyAsync(attempt, effect, cancellationToken)
            : await AnswerLocallyAsync(attempt, effect, cancellationToken);
    }

    // Nothing is answered before the conditional charge has committed, so the outcome may be computed before it.
    private async Task<Outcome<RightAnswer>> AnswerLocallyAsync(
        GateAttempt attempt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var judgement = await judge.JudgeAsync(attempt.Question, attempt.Shaped, cancellationToken);
        return judgement.Verdict.IsRight
            ? await AcceptAsync(attempt, judgement, chargedAt: null, effect, cancellationToken)
            : await RejectAsync(attempt, judgement, cancellationToken);
    }

    // The verifier is far away: the charge is committed first, and no transaction is open while it thinks.
    private async Task<Outcome<RightAnswer>> AnswerRemotelyAsync(
        GateAttempt attempt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var charge = await store.CommitAsync(attempt.Charge(), cancellationToken);
        if (!charge.Done)
        {
            return await RefuseChargeAsync(attempt, charge.Lost, cancellationToken);
        }

        Judgement judgement;
        try
        {
            judgement = await judge.JudgeAsync(attempt.Question, attempt.Shaped, cancellationToken);
        }
        catch
        {
            await store.CommitAsync(attempt.Refund(), CancellationToken.None);
            throw;
        }

        if (judgement.Verdict.IsRight)
        {
            return await AcceptAsync(attempt, judgement, attempt.Now, effect, cancellationToken);
        }

        if (judgement.Verdict.Reason == Verdict.Unavailable.Reason)
        {
            await store.CommitAsync(attempt.Refund(), CancellationToken.None);
            return new Refusal(RefusalKind.Unavailable);
        }

        await journal.CommitAsync([], Rejected(attempt, judgement, judgement.Verdict.Reason), cancellationToken);
        return attempt.Wrong();
    }

    private async Task<Outcome<RightAnswer>> AcceptAsync(
        GateAttempt attempt, Judgement judgement, DateTimeOffset? chargedAt, Func<RightAnswer, Effect> effect, CancellationToken cancellationToken)
    {
        var right = new RightAnswer(
            judgement.Candidate?.Candidate.Enrolment, judgement.Candidate?.Method, judgement.Verdict, judgement.BackupCode, judgement.BackupCodesLeft);
        var wanted = effect(right);
        var spending = attempt.Spend(judgement, chargedAt);
        var result = await journal.CommitAsync(
            [.. spending, .. wanted.Changes], [Accepted(attempt, right), .. wanted.Events], cancellationToken, wanted.Alongside);
        if (result.Lost is null)
        {
            return right;
        }

        if (chargedAt is not null && result.Lost is not (SpendChallenge or AnswerChallenge or UseEnrolment or SpendBackupCode))
        {
            await store.CommitAsync(attempt.Refund(), CancellationToken.None);
        }

        return result.Lost switch
        {
            ClearAccount => await RefuseLockedAsync(attempt, cancellationToken),
            SpendChallenge or AnswerChallenge or UseEnrolment or SpendBackupCode => chargedAt is null
                ? await RejectAsync(attempt, judgement, cancellationToken)
                : attempt.Wrong(),
            var lost => wanted.OnLost(lost),
        };
    }

    private async Task<Outcome<RightAnswer>> RejectAsync(GateAttempt attempt, Judgement judgement, CancellationToken cancellationToken)
    {
        var lostRace = judgement.Verdict.IsRight;
        var reason = lostRace ? "replayed" : judgement.Verdict.Reason;
        var charge = await journal.CommitAsync(attempt.Charge(), Rejected(attempt, judgement, reason), cancellationToken);
        if (charge.Done || (lostRace && charge.Lost is ChargeChallenge))
        {
            return attempt.Wrong();
        }

        return await RefuseChargeAsync(attempt, charge.Lost, cancellationToken);
    }

    private async Task<Refusal> RefuseChargeAsync(GateAttempt attempt, Change? lost, CancellationToken cancellationToken)
    {
        if (lost is not ChargeChallenge)
        {
            return await RefuseLockedAsync(attempt, cancellationToken);
        }

        return new Refusal(attempt.Question.Ticket is null ? RefusalKind.CodeWrong : RefusalKind.TicketExhausted);
    }

    private async Task<Refusal> RefuseLockedAsync(GateAttempt attempt, CancellationToken cancellationToken)
    {
        var user = await store.FindUserAsync(attempt.Question.User.Id, cancellationToken);
        var wait = AccountStanding.RefusedFor(user.Account(attempt.Shaped.Kind), attempt.Limits, attempt.Now);
        return AccountStanding.Refuse(wait ?? AccountLimits.FirstLock);
    }

    private MfaEvent Accepted(GateAttempt attempt, RightAnswer right) => Note(attempt, right.BackupCode is null ? EventNames.CodeAccepted : EventNames.BackupUsed) with
    {
        Method = right.Enrolment?.Method,
        EnrolmentId = right.Enrolment?.Id ?? right.BackupCode?.EnrolmentId,
        Count = right.BackupCodesLeft,
    };

    private IReadOnlyList<MfaEvent> Rejected(GateAttempt attempt, Judgement judgement, string? reason)
    {
        var rejected = Note(attempt, EventNames.CodeRejected) with
        {
            Method = judgement.Candidate?.Candidate.Enrolment.Method,
            EnrolmentId = judgement.Candidate?.Candidate.Enrolment.Id,
            Reason = reason,
        };
        return attempt.LockThatFollows > TimeSpan.Zero
            ? [rejected, Note(attempt, EventNames.AccountLocked) with { Count = (int)attempt.LockThatFollows.TotalSeconds }]
            : [rejected];
    }

    private MfaEvent Note(GateAttempt attempt, string name) => journal.Note(name, attempt.Question.User.Id, attempt.Question.Caller) with
    {
        Purpose = attempt.Question.Purpose,
        ChallengeId = attempt.Challenge?.Id,
    };
}
