using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>An answer in the canonical forms of those who recognise its shape.</summary>
internal sealed record ShapedAnswer(IReadOnlyList<ShapedCandidate> Candidates, BackupAnswer? BackupCode)
{
    public bool IsRecognised => Candidates.Count > 0 || BackupCode is not null;

    /// <summary>The counters it is charged to. Shapes that could be confused stop the start, so it is never both.</summary>
    public AccountKind Kind => Candidates.Count > 0 ? AccountKind.Factor : AccountKind.Backup;

    /// <summary>
    /// Whether the charge is committed before it is judged: because the verifier is far away, or because a backup code costs slow hashes that
    /// nobody may ask for beyond the budget, however many come at once and at however many nodes.
    /// </summary>
    public bool IsChargedFirst => BackupCode is not null || Candidates.Any(candidate => candidate.Method.VerifiesRemotely);
}

/// <summary>A candidate that recognises the answer.</summary>
internal sealed record ShapedCandidate(Candidate Candidate, Method Method, string Answer)
{
    public override string ToString() => $"ShapedCandidate {Candidate.Enrolment.Id}";
}

/// <summary>What the answer is.</summary>
internal sealed record Judgement(ShapedCandidate? Candidate, Verdict Verdict, BackupCode? BackupCode = null, int? BackupCodesLeft = null)
{
    /// <summary>One who might have known it could not judge it, so it is neither right nor wrong.</summary>
    public bool IsUnavailable => Verdict.Reason == Verdict.Unavailable.Reason;

    /// <summary>Whether another candidate found it wrong: then it was a guess, and costs one, whatever the unavailable one would have said.</summary>
    public bool IsGuess { get; init; }
}

/// <summary>Finds out what an answer is. It changes nothing: the gate decides what follows, and the store whether it is still so.</summary>
internal sealed partial class AnswerJudge(
    MethodSet methods,
    MethodRegistry registry,
    TermsBook terms,
    BackupCodeBook backupCodes,
    CodeHasher hasher,
    FactorSeal seal,
    IMfaStore store,
    KeyAlarm alarm,
    TimeProvider clock,
    ILogger<AnswerJudge> logger)
{
    /// <summary>Whether any configured method, or backup codes, could have such a code. Says so before any user is looked up.</summary>
    public async Task<bool> IsConceivableAsync(string raw, Caller caller, CancellationToken cancellationToken) =>
        registry.Names.Any(name => methods.Find(name) is { } method && ShapeOf(method, caller).Read(raw) is not null)
        || await backupCodes.IsConceivableAsync(raw, cancellationToken);

    /// <summary>Who recognises the answer.</summary>
    public async Task<ShapedAnswer> RecogniseAsync(GateQuestion question, string raw, CancellationToken cancellationToken)
    {
        var candidates = new List<ShapedCandidate>();
        foreach (var candidate in question.Candidates)
        {
            if (methods.Find(candidate.Enrolment.Method) is { } method && ShapeOf(method, question.Caller).Read(raw) is { } answer)
            {
                candidates.Add(new ShapedCandidate(candidate, method, answer));
            }
        }

        // A password hash is paid only for what looks like a backup code and like nothing else.
        var backup = candidates.Count == 0 && question.AcceptsBackupSet is { } accepts
            ? await backupCodes.RecogniseAsync(question.User.Id, raw, accepts, cancellationToken)
            : null;
        return new ShapedAnswer(candidates, backup);
    }

    /// <summary>What the answer is. That of a backup code can be called off only until its first hash has begun.</summary>
    public async Task<Judgement> JudgeAsync(GateQuestion question, ShapedAnswer shaped, CancellationToken cancellationToken)
    {
        if (shaped.BackupCode is not null)
        {
            return await JudgeBackupCodeAsync(question, shaped.BackupCode, cancellationToken);
        }

        Judgement? best = null;
        ExceptionDispatchInfo? lost = null;
        var isGuess = false;
        foreach (var candidate in shaped.Candidates)
        {
            try
            {
                var judgement = new Judgement(candidate, await candidate.Method.VerifyAsync(ContextOf(question, candidate), cancellationToken));
                if (judgement.Verdict.IsRight)
                {
                    return judgement;
                }

                isGuess |= !judgement.IsUnavailable;
                best = best is null || TellsMore(judgement, best) ? judgement : best;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // An unreadable secret, a verifier that breaks: the answer may be that of another enrolment.
                if (fault is SecretUnavailableException lostKey)
                {
                    await alarm.RaiseAsync(lostKey, question.User.Id, candidate.Candidate.Enrolment.Method, cancellationToken);
                }

                Log.NotJudged(logger, fault, candidate.Candidate.Enrolment.Method);
                lost ??= ExceptionDispatchInfo.Capture(fault);
            }
        }

        if (lost is not null && !isGuess)
        {
            lost.Throw();
        }

        best = lost is null ? best : new Judgement(null, Verdict.Unavailable);
        return best is null ? throw new InvalidOperationException("An answer nobody recognises is refused before it is judged.") : best with { IsGuess = isGuess };
    }

    // What could not be judged is not wrong; and what is foreign to one of the user's devices may be another one's own.
    private static bool TellsMore(Judgement judgement, Judgement earlier) =>
        judgement.IsUnavailable || (!earlier.IsUnavailable && earlier.Verdict.RefusalEvent is not null && judgement.Verdict.RefusalEvent is null);

    private AnswerShape ShapeOf(Method method, Caller caller) =>
        method is AbstractMessageDispatcher && terms.Code(caller) is { } code ? code : method.Shape;

    private async Task<Judgement> JudgeBackupCodeAsync(GateQuestion question, BackupAnswer answer, CancellationToken cancellationToken)
    {
        var code = await backupCodes.FindAsync(question.User.Id, question.Factors.Backup, answer, cancellationToken);
        if (code is null || question.AcceptsBackupSet?.Invoke(code.EnrolmentId) != true)
        {
            return new Judgement(null, Verdict.Wrong());
        }

        var left = await store.CountBackupCodesAsync(question.User.Id, code.EnrolmentId, CancellationToken.None) - 1;
        return new Judgement(null, Verdict.Right(), code, Math.Max(0, left));
    }

    private AnswerContext ContextOf(GateQuestion question, ShapedCandidate shaped)
    {
        var enrolment = shaped.Candidate.Enrolment;
        var isChange = question.Purpose == Purposes.Enrol && enrolment.PendingFactor is not null;
        var now = clock.GetUtcNow();
        return new AnswerContext
        {
            Answer = shaped.Answer,
            Enrolment = enrolment,
            Factor = shaped.Candidate.Factor ?? seal.Open(isChange ? enrolment.PendingFactor : enrolment.SealedFactor, question.User.Id, enrolment.Id),
            Counter = isChange ? -1 : enrolment.Counter,
            DeliveredCode = Compare(shaped.Candidate.Challenge, enrolment, shaped.Answer, now),
            Activates = question.Purpose == Purposes.Enrol,
            Now = now,
        };
    }

    private DeliveredCode Compare(Challenge? challenge, Enrolment enrolment, string answer, DateTimeOffset now)
    {
        if (challenge?.CodeHash is null || challenge.EnrolmentId != enrolment.Id || challenge.Method != enrolment.Method)
        {
            return DeliveredCode.None;
        }

        if (!hasher.Matches(challenge, enrolment.Id, answer))
        {
            return DeliveredCode.Wrong;
        }

        return challenge.CodeExpiresAt > now ? DeliveredCode.Right : DeliveredCode.Expired;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "An answer of {Method} could not be judged")]
        public static partial void NotJudged(ILogger logger, Exception fault, string method);
    }
}
