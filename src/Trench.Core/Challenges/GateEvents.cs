namespace Trench;

/// <summary>What the gate tells of an answer.</summary>
internal sealed class GateEvents(Journal journal)
{
    /// <summary>It was right.</summary>
    public MfaEvent Accepted(GateAttempt attempt, RightAnswer right) =>
        Note(attempt, right.BackupCode is null ? EventNames.CodeAccepted : EventNames.BackupUsed) with
        {
            Method = right.Enrolment?.Method,
            EnrolmentId = right.Enrolment?.Id ?? right.BackupCode?.EnrolmentId,
            Count = right.BackupCodesLeft,
        };

    /// <summary>It was refused: with the method's own event, and the lock that follows. A lost race tells nothing of the device.</summary>
    public IReadOnlyList<MfaEvent> Rejected(GateAttempt attempt, Judgement judgement, string? reason)
    {
        var events = new List<MfaEvent> { About(attempt, judgement, EventNames.CodeRejected) with { Reason = reason } };
        if (reason != "replayed")
        {
            events.AddRange(Own(attempt, judgement));
        }

        if (attempt.LockThatFollows > TimeSpan.Zero)
        {
            events.Add(Note(attempt, EventNames.AccountLocked) with { Count = (int)attempt.LockThatFollows.TotalSeconds });
        }

        return events;
    }

    /// <summary>The method's own event; none for most.</summary>
    public IReadOnlyList<MfaEvent> Own(GateAttempt attempt, Judgement judgement) =>
        judgement.Verdict.RefusalEvent is { } name ? [About(attempt, judgement, name)] : [];

    private MfaEvent About(GateAttempt attempt, Judgement judgement, string name) => Note(attempt, name) with
    {
        Method = judgement.Candidate?.Candidate.Enrolment.Method,
        EnrolmentId = judgement.Candidate?.Candidate.Enrolment.Id,
    };

    private MfaEvent Note(GateAttempt attempt, string name) => journal.Note(name, attempt.Question.User.Id, attempt.Question.Caller) with
    {
        Purpose = attempt.Question.Purpose,
        ChallengeId = attempt.Challenge?.Id,
    };
}
