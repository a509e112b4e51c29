namespace Trench;

/// <summary>The second try of wcd's login: a session for a confirmation, both in one commit.</summary>
internal sealed class ConfirmedLogin(UseConfirmation use, MethodSet methods, TermsBook terms, SessionBook sessions, Journal journal)
{
    public async Task<Outcome<SignInStep>> RunAsync(
        MfaUser user, string confirmationId, Caller caller, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(confirmationId, AnswerConfirmation.Login, user.Id, cancellationToken);
        if (found is null || !IsOfALogin(found, caller))
        {
            return new Refusal(RefusalKind.TicketUnknown);
        }

        var (amr, acr) = Assurance.Of(found.Row.Method is { } method ? methods.Find(method) : null);
        var (session, secret) = sessions.New(user, caller, amr, acr, isProven: true);
        var (changes, events) = use.Spend(found, caller);
        var result = await journal.CommitAsync(
            [.. changes, .. TicketOf(found), new AddSession(session)],
            [
                journal.Note(EventNames.FirstFactorOk, user.Id, caller),
                .. events,
                journal.Note(EventNames.LoginCompleted, user.Id, caller) with { Method = found.Row.Method, Reason = acr },
            ],
            cancellationToken);
        return result.Done ? new SignedIn(user, session, secret) : new Refusal(RefusalKind.TicketUnknown);
    }

    /// <summary>Whether a method challenges users without enrolment.</summary>
    public bool IsFallback(string method, Caller caller) => terms.FallbackMethod(caller) == method;

    // Its ticket would go on asking for messages.
    private static CloseChallenge[] TicketOf(StandingConfirmation found) =>
        found.Content.LoginId is { } id ? [new CloseChallenge(id)] : [];

    // An address proves a login only where the fallback method asked it, and no method was enrolled since.
    private bool IsOfALogin(StandingConfirmation found, Caller caller) =>
        !found.IsWithoutEnrolment || (!found.Factors.Active.Any() && IsFallback(found.Row.Method ?? "", caller));
}
