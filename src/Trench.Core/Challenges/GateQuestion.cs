namespace Trench;

/// <summary>One enrolment that may answer, with the open challenge its delivered code belongs to.</summary>
internal sealed record Candidate(Enrolment Enrolment, Challenge? Challenge)
{
    /// <summary>Its opened factor, where the enrolment is no row of the store; otherwise it is opened from the row.</summary>
    public Factor? Factor { get; init; }
}

/// <summary>What an answer is held against.</summary>
internal sealed record GateQuestion(MfaUser User, UserFactors Factors, string Purpose, Caller Caller)
{
    /// <summary>The enrolments that may answer, in the order in which they are asked.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The challenge named by the ticket: it is charged and spent whoever answers. Null on routes without a ticket.</summary>
    public Challenge? Ticket { get; init; }

    /// <summary>Which sets of backup codes are accepted; null for none.</summary>
    public Func<string?, bool>? AcceptsBackupSet { get; init; }

    /// <summary>Whether a right answer leaves the challenge answered for a later use, instead of spending it.</summary>
    public bool StaysAnswered { get; init; }
}

/// <summary>A right answer: an enrolment's, or a backup code.</summary>
internal sealed record RightAnswer(Enrolment? Enrolment, Method? Method, Verdict Verdict, BackupCode? BackupCode, int? BackupCodesLeft);

/// <summary>
/// What a right answer is for: it is committed with the answer or not at all, so that a refused action spends nothing.
/// </summary>
/// <param name="Changes">The changes of the action.</param>
/// <param name="Events">What they tell.</param>
/// <param name="OnLost">The refusal when one of the changes is lost.</param>
internal sealed record Effect(IReadOnlyList<Change> Changes, IReadOnlyList<MfaEvent> Events, Func<Change, Refusal> OnLost)
{
    /// <summary>What the application stores with it.</summary>
    public Func<CancellationToken, Task<bool>>? Alongside { get; init; }
}
