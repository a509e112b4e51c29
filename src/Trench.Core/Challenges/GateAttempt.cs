namespace Trench;

/// <summary>One answer before the gate: which statements charge it, spend it and take the charge back. The account always comes first, so that no two commits wait for each other.</summary>
internal sealed class GateAttempt(GateQuestion question, ShapedAnswer shaped, AccountLimits limits, DateTimeOffset now)
{
    public GateQuestion Question => question;

    public ShapedAnswer Shaped => shaped;

    public AccountLimits Limits => limits;

    public DateTimeOffset Now => now;

    public Account? Account => question.Factors.Account(shaped.Kind);

    /// <summary>The challenge that is charged: the ticket's, or that of the first enrolment asked.</summary>
    public Challenge? Challenge => question.Ticket
        ?? shaped.Candidates.Select(shapedCandidate => shapedCandidate.Candidate.Challenge).FirstOrDefault(challenge => challenge is not null);

    /// <summary>What the charge brings. The store makes no charge that brings something else.</summary>
    public ChargeOutcome Foreseen => HasAccount ? limits.Next(Account, now) : new ChargeOutcome(TimeSpan.Zero, false);

    /// <summary>How many wrong answers in a row it would be the last of, as the account was read; null where nobody is asked.</summary>
    public int? InARow => HasAccount ? (Account?.Consecutive ?? 0) + 1 : null;

    // Where nobody is asked there is only the challenge to charge.
    private bool HasAccount => !question.User.IsNobody;

    /// <summary>The same answer to the same question, as the account is now.</summary>
    public GateAttempt With(UserFactors factors) => new(question with { Factors = factors }, shaped, limits, now);

    public IReadOnlyList<Change> Charge()
    {
        var changes = new List<Change>();
        if (HasAccount && Account is null)
        {
            changes.Add(shaped.Kind == AccountKind.Backup
                ? BackupCodeBook.Prepare(question.User.Id, now)
                : new EnsureAccount(question.User.Id, shaped.Kind, null, now));
        }

        if (HasAccount)
        {
            changes.Add(new ChargeAccount(question.User.Id, shaped.Kind, limits, now) { Foreseen = Foreseen });
        }

        if (Challenge is { } challenge)
        {
            changes.Add(new ChargeChallenge(challenge.Id, now));
        }

        return changes;
    }

    public IReadOnlyList<Change> Refund()
    {
        Change[] account = HasAccount ? [new RefundAccount(question.User.Id, shaped.Kind, limits, now)] : [];
        return Challenge is { } challenge ? [.. account, new RefundChallenge(challenge.Id)] : account;
    }

    public IReadOnlyList<Change> Spend(Judgement judgement, DateTimeOffset? chargedAt)
    {
        var changes = new List<Change>();
        if (HasAccount && Account is null && shaped.Kind == AccountKind.Factor)
        {
            // Of a user whose methods the application brought along: nothing was ever counted.
            changes.Add(new EnsureAccount(question.User.Id, shaped.Kind, null, now));
        }

        if (HasAccount)
        {
            changes.Add(new ClearAccount(question.User.Id, shaped.Kind, limits, chargedAt, now));
        }

        var enrolment = judgement.Candidate?.Candidate.Enrolment;
        if ((question.Ticket ?? judgement.Candidate?.Candidate.Challenge) is { } challenge)
        {
            var codeHash = challenge.EnrolmentId == enrolment?.Id ? challenge.CodeHash : null;
            changes.Add(question.StaysAnswered
                ? new AnswerChallenge(challenge.Id, codeHash, chargedAt is not null, challenge.SealedData, now)
                : new SpendChallenge(challenge.Id, codeHash, chargedAt is not null, now));
        }

        changes.AddRange(Refunds());
        if (judgement.BackupCode is { } backup)
        {
            changes.Add(new SpendBackupCode(question.User.Id, backup.Hash, now));
        }
        else if (question.Purpose != Purposes.Enrol && enrolment is { Id.Length: > 0 })
        {
            changes.Add(new UseEnrolment(enrolment.Id, question.User.Id, judgement.Verdict.Counter, now));
        }

        return changes;
    }

    // Whoever answered, the messages of the question reached somebody who uses them.
    private IEnumerable<Change> Refunds() => question.Candidates.Select(candidate => candidate.Challenge).Append(question.Ticket)
        .Where(challenge => challenge?.LastSentAt is not null)
        .Select(challenge => challenge?.Id)
        .OfType<string>()
        .Distinct()
        .Select(id => new RefundSends(id));

    /// <summary>Wrong; says how long to wait when this answer brought the lock.</summary>
    public Refusal Wrong() => new(RefusalKind.CodeWrong)
    {
        RetryAfter = Foreseen.Lock is { Ticks: > 0 } length ? length : null,
    };
}
