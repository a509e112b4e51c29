namespace Trench;

/// <summary>Ends a login: opens its session, in the commit of the right answer where there is one.</summary>
internal sealed class SignInCompletion(ChallengeGate gate, SessionBook sessions, TermsBook terms, Journal journal)
{
    /// <summary>
    /// Signs in by the password alone, where the facade or a device that is remembered says that it is enough; null when the user is gone.
    /// </summary>
    public Task<SignedIn?> SignInAsync(MfaUser user, Caller caller, CancellationToken cancellationToken) =>
        SignInAsync(user, caller, isWithoutMethod: false, cancellationToken);

    /// <summary>Signs in by the password alone a user without a method; null when there is one by now, or the user is gone.</summary>
    public Task<SignedIn?> SignInWithoutMethodAsync(MfaUser user, Caller caller, CancellationToken cancellationToken) =>
        SignInAsync(user, caller, isWithoutMethod: true, cancellationToken);

    private async Task<SignedIn?> SignInAsync(MfaUser user, Caller caller, bool isWithoutMethod, CancellationToken cancellationToken)
    {
        var (amr, acr) = Assurance.OfPassword;
        var (session, secret) = sessions.New(user, caller, amr, acr, isProven: false);
        var result = await journal.CommitAsync(
            [new AddSession(session) { IsWithoutMethod = isWithoutMethod }],
            [journal.Note(EventNames.FirstFactorOk, user.Id, caller), journal.Note(EventNames.LoginCompleted, user.Id, caller) with { Reason = acr }],
            cancellationToken);
        return result.Done ? new SignedIn(user, session, secret) : null;
    }

    /// <summary>Holds an answer against a login's question. With a right one the effect is committed too: what more the login does.</summary>
    public async Task<Outcome<SignedIn>> AnswerAsync(GateQuestion question, string answer, Effect effect, CancellationToken cancellationToken)
    {
        SignedIn? signedIn = null;
        var answered = await gate.AnswerAsync(
            question,
            answer,
            right =>
            {
                (signedIn, var told) = Open(question, right);
                return effect with { Changes = [.. effect.Changes, new AddSession(signedIn.Session)], Events = [.. effect.Events, told] };
            },
            cancellationToken);
        return answered.Succeeded && signedIn is not null ? signedIn : answered.Refusal ?? RefusalKind.Unavailable;
    }

    // A sign-in, or, where the facade does not trust the method, a session that may only add one.
    private (SignedIn SignedIn, MfaEvent Told) Open(GateQuestion question, RightAnswer right)
    {
        var (amr, acr) = Assurance.Of(right.Method);
        var isTrusted = terms.Trusts(question.Caller, MethodOf(question, right));
        var (session, secret) = isTrusted
            ? sessions.New(question.User, question.Caller, amr, acr, isProven: true)
            : sessions.NewEnrolmentOnly(question.User, question.Caller, amr, terms.EnrolmentOnlyLifetime(question.Caller));
        var told = journal.Note(isTrusted ? EventNames.LoginCompleted : EventNames.EnrolmentGranted, question.User.Id, question.Caller) with
        {
            Method = right.Enrolment?.Method,
            Reason = session.Acr,
        };
        var signedIn = new SignedIn(question.User, session, secret, right.BackupCodesLeft)
        {
            MustRegenerateCodes = question.Factors.Backup?.CodesVoidAt is not null,
        };
        return (signedIn, told);
    }

    // A backup code stands for the method whose set it is of; one of the user's own set for the method that was asked.
    private static string MethodOf(GateQuestion question, RightAnswer right) =>
        right.Enrolment?.Method
        ?? question.Factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == right.BackupCode?.EnrolmentId)?.Method
        ?? question.Ticket?.Method
        ?? "";
}
