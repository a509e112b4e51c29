namespace Trench;

/// <summary>Ends a login: opens its session, in the commit of the right answer where there is one.</summary>
internal sealed class SignInCompletion(ChallengeGate gate, SessionBook sessions, Journal journal)
{
    /// <summary>Signs in by the password alone.</summary>
    public async Task<SignedIn> SignInAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        var (amr, acr) = Assurance.OfPassword;
        var (session, secret) = sessions.New(user, caller, amr, acr, isProven: false);
        await journal.CommitAsync(
            [new AddSession(session)],
            [journal.Note(EventNames.FirstFactorOk, user.Id, caller), journal.Note(EventNames.LoginCompleted, user.Id, caller) with { Reason = acr }],
            cancellationToken);
        return new SignedIn(user, session, secret);
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
                var (amr, acr) = Assurance.Of(right.Method);
                var (session, secret) = sessions.New(question.User, question.Caller, amr, acr, isProven: true);
                signedIn = new SignedIn(question.User, session, secret, right.BackupCodesLeft);
                var completed = journal.Note(EventNames.LoginCompleted, question.User.Id, question.Caller) with
                {
                    Method = right.Enrolment?.Method,
                    Reason = acr,
                };
                return effect with { Changes = [.. effect.Changes, new AddSession(session)], Events = [.. effect.Events, completed] };
            },
            cancellationToken);
        return answered.Succeeded && signedIn is not null ? signedIn : answered.Refusal ?? RefusalKind.Unavailable;
    }
}
