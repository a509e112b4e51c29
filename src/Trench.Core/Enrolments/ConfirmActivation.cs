namespace Trench;

/// <summary>The second half of an activation.</summary>
internal sealed class ConfirmActivation(
    IMfaStore store,
    IUserDirectory users,
    MethodRegistry registry,
    TermsBook terms,
    ChallengeGate gate,
    BackupCodeBook backupCodes,
    FactorSeal seal,
    SessionBook sessions,
    Journal journal,
    TimeProvider clock)
{
    public async Task<Outcome<NewBackupCodes>> RunAsync(Actor actor, EnrolmentChoice choice, string code, CancellationToken cancellationToken)
    {
        if (!registry.Contains(choice.Method))
        {
            return new Refusal(RefusalKind.MethodUnknown);
        }

        var now = clock.GetUtcNow();
        var factors = await store.FindUserAsync(actor.User.Id, cancellationToken);
        var waiting = factors.Enrolments.Where(enrolment => IsWaiting(enrolment, now));
        var chosen = EnrolmentChoosing.Among(waiting, choice.Method, choice.Id);
        if (!chosen.Succeeded)
        {
            var isActive = EnrolmentChoosing.Among(factors.Active, choice.Method, choice.Id).Refusal?.Kind != RefusalKind.MethodNotEnrolled;
            return chosen.Refusal.Kind == RefusalKind.MethodNotEnrolled && isActive ? new Refusal(RefusalKind.MethodAlreadyActive) : chosen.Refusal;
        }

        var challenge = await store.FindOpenChallengeAsync(
            actor.User.Id, Purposes.Enrol, chosen.Value.Id, actor.Caller, now, cancellationToken);
        return await ProveAsync(actor, factors, new Candidate(chosen.Value, challenge), code, cancellationToken);
    }

    /// <summary>Proves an enrolment that waits for it. A challenge that has a name is charged and spent by that name, whatever answers.</summary>
    public async Task<Outcome<NewBackupCodes>> ProveAsync(
        Actor actor, UserFactors factors, Candidate candidate, string code, CancellationToken cancellationToken)
    {
        if (IsOvertaken(candidate.Enrolment, factors) && !sessions.IsFresh(actor.Session))
        {
            return new Refusal(RefusalKind.FreshProofRequired);
        }

        return await AnswerAsync(actor, factors, candidate, code, cancellationToken);
    }

    private static bool IsWaiting(Enrolment enrolment, DateTimeOffset now) =>
        enrolment.PendingUntil > now && (enrolment.Status == EnrolmentStatus.Pending || enrolment.PendingFactor is not null);

    // A method is active that was not when this was begun, so that nobody had to prove it then: it is new, or was paused. Who holds a stolen
    // session must not finish behind the owner's back. No instants are compared: the clocks of two nodes differ.
    private bool IsOvertaken(Enrolment waiting, UserFactors factors) =>
        (waiting.Status == EnrolmentStatus.Pending ? waiting.SealedFactor : waiting.PendingFactor) is { } begun
        && factors.Active.Any()
        && factors.Active.Select(active => active.Id).Except(seal.Known(begun, waiting.UserId, waiting.Id), StringComparer.Ordinal).Any();

    private async Task<Outcome<NewBackupCodes>> AnswerAsync(
        Actor actor, UserFactors factors, Candidate candidate, string code, CancellationToken cancellationToken)
    {
        var enrolment = candidate.Enrolment;
        var made = NewBackupCodes.None;
        var question = new GateQuestion(actor.User, factors, Purposes.Enrol, actor.Caller)
        {
            Candidates = [candidate],
            Ticket = candidate.Challenge is { TicketHash: not null } named ? named : null,
        };
        var answered = await gate.AnswerAsync(
            question,
            code,
            right =>
            {
                (made, var effect) = enrolment.Status == EnrolmentStatus.Pending
                    ? Activate(actor, factors, enrolment, right.Verdict)
                    : (NewBackupCodes.None, Replace(actor, factors, enrolment, right.Verdict));
                return effect;
            },
            cancellationToken);
        return answered.Succeeded ? made : answered.Refusal;
    }

    private (NewBackupCodes Codes, Effect Effect) Activate(Actor actor, UserFactors factors, Enrolment enrolment, Verdict verdict)
    {
        var activate = new ActivateEnrolment(
            enrolment.Id,
            actor.User.Id,
            enrolment.SealedFactor,
            verdict.Counter ?? -1,
            verdict.LearntFactor is { } learnt ? seal.Seal(learnt, actor.User.Id, enrolment.Id) : null,
            verdict.Reference,
            clock.GetUtcNow());
        Change[] places = enrolment is { StartsPrimary: true, StartsPaused: false } ? [activate, new MakePrimary(enrolment.Id, actor.User.Id)] : [activate];
        var activated = journal.Note(EventNames.Activated, enrolment, actor.Caller);
        var set = backupCodes.SetOf(enrolment);
        if (set is null && factors.Active.Any())
        {
            return (NewBackupCodes.None, EffectOf(actor, factors, enrolment, enrolment.SealedFactor, places, [activated]));
        }

        if (!terms.ShowsBackupCodes(actor.Caller))
        {
            // A set of the user's own that is left from before must not come back to life.
            var emptied = new ReplaceBackupCodes(actor.User.Id, set, []);
            return (NewBackupCodes.None, EffectOf(actor, factors, enrolment, enrolment.SealedFactor, [.. places, emptied], [activated]));
        }

        var (codes, replacement) = backupCodes.Make(actor.User.Id, set, factors.Backup);
        var generated = journal.Note(EventNames.BackupGenerated, enrolment, actor.Caller) with { Count = codes.Codes.Count };
        return (codes, EffectOf(actor, factors, enrolment, enrolment.SealedFactor, [.. places, replacement], [activated, generated]));
    }

    private Effect Replace(Actor actor, UserFactors factors, Enrolment enrolment, Verdict verdict)
    {
        var pending = enrolment.PendingFactor ?? throw new InvalidOperationException("Nothing waits to be confirmed.");
        var accept = new AcceptFactorChange(enrolment.Id, actor.User.Id, pending, verdict.Counter ?? -1, clock.GetUtcNow(), verdict.Reference);
        return EffectOf(actor, factors, enrolment, pending, [accept], [journal.Note(EventNames.FactorChanged, enrolment, actor.Caller)]);
    }

    private Effect EffectOf(
        Actor actor, UserFactors factors, Enrolment enrolment, string? sealedFactor, Change[] changes, MfaEvent[] events)
    {
        var factor = seal.Open(sealedFactor, actor.User.Id, enrolment.Id);
        var isPromoted = terms.ConfirmedIsPrimary(actor.Caller) && factors.Active.Any(other => other.IsPrimary && other.Id != enrolment.Id);
        Change[] primary = isPromoted ? [new MakePrimary(enrolment.Id, actor.User.Id)] : [];
        MfaEvent[] promoted = isPromoted ? [journal.Note(EventNames.PrimaryChanged, enrolment, actor.Caller)] : [];
        return new Effect([.. changes, .. primary, .. sessions.Confirm(actor.User.Id, actor.Session, isFirst: !factors.Active.Any())], [.. events, .. promoted], static _ => RefusalKind.CodeWrong)
        {
            Alongside = factor is { SaveTo: { } field, Target: { } target }
                ? token => users.SaveFieldAsync(actor.User.Id, field, target, token)
                : null,
        };
    }
}
