namespace Trench;

/// <summary>
/// Password and code in one request, without a ticket: the code belongs to the newest question that the same facade and client opened, by a login with the
/// password alone.
/// </summary>
internal sealed class SingleStep(
    PasswordCheck passwords,
    IUserDirectory users,
    IMfaStore store,
    LoginQuestion question,
    OpenQuestions questions,
    ChallengeGate gate,
    SignInCompletion completion,
    Journal journal)
{
    public async Task<Outcome<SignedIn>> RunAsync(
        string userName, string password, LoginAnswer answer, Caller caller, CancellationToken cancellationToken)
    {
        if (!await gate.IsConceivableAsync(answer.Text, caller, cancellationToken))
        {
            return new Refusal(RefusalKind.CodeMalformed);
        }

        var known = await passwords.RunAsync(userName, password, caller, cancellationToken);
        if (!known.Succeeded)
        {
            return known.Refusal;
        }

        return await ChooseAsync(known.Value, answer, caller, cancellationToken);
    }

    private async Task<Outcome<SignedIn>> ChooseAsync(MfaUser user, LoginAnswer answer, Caller caller, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(user.Id, cancellationToken);
        return await question.ChooseAsync(user, factors, caller, cancellationToken) switch
        {
            null when await completion.SignInWithoutMethodAsync(user, caller, cancellationToken) is { } signedIn => signedIn,
            null when await users.FindAsync(user.Id, cancellationToken) is null => new Refusal(RefusalKind.WrongCredentials),
            null => await ChooseAsync(user, answer, caller, cancellationToken),
            { Succeeded: true, Value: { } asked } => await AnswerAsync(user, factors, asked, answer, caller, cancellationToken),
            { Refusal: { } refusal } => refusal,
            _ => throw new InvalidOperationException("An outcome is a value or a refusal."),
        };
    }

    private async Task<Outcome<SignedIn>> AnswerAsync(
        MfaUser user, UserFactors factors, Enrolment asked, LoginAnswer answer, Caller caller, CancellationToken cancellationToken)
    {
        var isBackupCode = answer.Kind == AccountKind.Backup;
        var mayAnswer = isBackupCode ? [] : factors.Active.Where(other => other.Id != asked.Id && question.MayAnswer(other, caller)).Prepend(asked);
        var gateQuestion = new GateQuestion(user, factors, Purposes.Login, caller)
        {
            Candidates = await questions.OfAsync(user.Id, Purposes.Login, mayAnswer, caller, cancellationToken),
            AcceptsBackupSet = isBackupCode ? set => set is null || factors.Active.Any(enrolment => enrolment.Id == set) : null,
        };
        return await completion.AnswerAsync(gateQuestion, answer.Text, EffectOf(user, factors, answer, caller), cancellationToken);
    }

    private Effect EffectOf(MfaUser user, UserFactors factors, LoginAnswer answer, Caller caller)
    {
        var known = journal.Note(EventNames.FirstFactorOk, user.Id, caller);
        return answer is { Kind: AccountKind.Backup, RemovesFactors: true }
            ? new Effect(
                [new RemoveFactors(user.Id) { KeepsCounters = true }],
                [known, .. factors.Active.Select(enrolment => journal.Note(EventNames.Deactivated, enrolment, caller) with { Reason = "backup code" })],
                static _ => RefusalKind.CodeWrong)
            : new Effect([], [known], static _ => RefusalKind.CodeWrong);
    }
}
