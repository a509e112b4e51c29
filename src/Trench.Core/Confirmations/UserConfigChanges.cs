namespace Trench;

/// <summary>What an update changes besides the factor: the title, whether it is active, which one is the default.</summary>
internal sealed class UserConfigChanges(FactorSeal seal, Journal journal, TimeProvider clock)
{
    public (IReadOnlyList<Change> Changes, IReadOnlyList<MfaEvent> Told) Of(
        Actor actor, UserFactors factors, Enrolment present, UserConfigInput input, string title)
    {
        var changes = new List<Change>();
        var told = new List<MfaEvent>();
        var isPending = present.Status == EnrolmentStatus.Pending;
        var (startsPaused, startsPrimary) = isPending ? (!input.IsActive, input.IsDefault) : (present.StartsPaused, present.StartsPrimary);
        if ((title, startsPaused, startsPrimary) != (present.Label, present.StartsPaused, present.StartsPrimary))
        {
            changes.Add(new DescribeEnrolment(present.Id, present.UserId, title, startsPaused, startsPrimary));
        }

        if (isPending)
        {
            return (changes, told);
        }

        var successor = factors.Active.FirstOrDefault(other => other.Id != present.Id);
        if (present.IsPrimary && successor is not null && !(input.IsActive && input.IsDefault))
        {
            changes.Add(new MakePrimary(successor.Id, present.UserId));
            told.Add(journal.Note(EventNames.PrimaryChanged, successor, actor.Caller));
        }

        if (input.IsActive != (present.Status == EnrolmentStatus.Active))
        {
            changes.Add(new PauseEnrolment(present.Id, present.UserId, !input.IsActive));
            told.Add(journal.Note(EventNames.Paused, present, actor.Caller) with { Reason = input.IsActive ? "resumed" : "paused" });
        }

        if (input is { IsActive: true, IsDefault: true } && !present.IsPrimary)
        {
            changes.Add(new MakePrimary(present.Id, present.UserId));
            told.Add(journal.Note(EventNames.PrimaryChanged, present, actor.Caller));
        }

        return (changes, told);
    }

    /// <summary>The new factor in the place of a proven one, without a proof.</summary>
    public IReadOnlyList<Change> Replace(Enrolment present, NewFactor made)
    {
        var now = clock.GetUtcNow();
        var sealedFactor = seal.Seal(made.Factor, present.UserId, present.Id);
        return
        [
            new RequestFactorChange(present.Id, present.UserId, sealedFactor, made.TargetHint, now + ActivationOpening.PendingFor),
            new AcceptFactorChange(present.Id, present.UserId, sealedFactor, present.Counter, now),
        ];
    }

    /// <summary>Why a change was lost: the title belongs to another config, or something else changed at the same moment.</summary>
    public static Refusal Refuse(Change lost) =>
        lost is DescribeEnrolment
            ? new Refusal(RefusalKind.LabelInvalid) { Field = "title" }
            : new Refusal(RefusalKind.MethodNotActive) { Field = "id" };
}
