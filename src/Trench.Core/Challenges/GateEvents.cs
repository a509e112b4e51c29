namespace Trench;

/// <summary>What the gate tells of an answer.</summary>
internal sealed class GateEvents(Journal journal)
{
    private const int FewCodes = 3;

    /// <summary>It was right; and few backup codes are left, when it was one of the last.</summary>
    public IReadOnlyList<MfaEvent> Accepted(GateAttempt attempt, RightAnswer right)
    {
        var accepted = Note(attempt, right.BackupCode is null ? EventNames.CodeAccepted : EventNames.BackupUsed) with
        {
            Method = right.Enrolment?.Method,
            EnrolmentId = right.Enrolment?.Id ?? right.BackupCode?.EnrolmentId,
            Count = right.BackupCodesLeft,
        };
        return right.BackupCodesLeft <= FewCodes
            ? [accepted, accepted with { Id = Codes.Id(accepted.At), Name = right.BackupCodesLeft == 0 ? EventNames.BackupExhausted : EventNames.BackupLow }]
            : [accepted];
    }

    /// <summary>It was refused: with the method's own event, and the lock that follows. A lost race tells nothing of the device.</summary>
    public IReadOnlyList<MfaEvent> Rejected(GateAttempt attempt, Judgement judgement, string? reason)
    {
        var events = new List<MfaEvent> { About(attempt, judgement, EventNames.CodeRejected) with { Reason = reason, Count = attempt.InARow } };
        if (reason != "replayed")
        {
            events.AddRange(Own(attempt, judgement));
        }

        if (attempt.Foreseen.Lock > TimeSpan.Zero)
        {
            events.Add(Note(attempt, EventNames.AccountLocked) with { Count = (int)attempt.Foreseen.Lock.TotalSeconds });
        }

        if (attempt.Foreseen.FillsWindow)
        {
            events.Add(Note(attempt, EventNames.AccountHardLocked));
        }

        return events;
    }

    /// <summary>The method's own event; none for most.</summary>
    public IReadOnlyList<MfaEvent> Own(GateAttempt attempt, Judgement judgement) =>
        judgement.Verdict.RefusalEvent is { } name ? [About(attempt, judgement, name)] : [];

    /// <summary>Something about the account.</summary>
    public MfaEvent Note(GateAttempt attempt, string name) => journal.Note(name, attempt.Question.User.Id, attempt.Question.Caller) with
    {
        Purpose = attempt.Question.Purpose,
        ChallengeId = attempt.Challenge?.Id,
    };

    private MfaEvent About(GateAttempt attempt, Judgement judgement, string name) => Note(attempt, name) with
    {
        Method = judgement.Candidate?.Candidate.Enrolment.Method,
        EnrolmentId = judgement.Candidate?.Candidate.Enrolment.Id,
    };
}
