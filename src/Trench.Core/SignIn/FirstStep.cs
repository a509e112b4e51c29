using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Password, then a ticket: the first step of a login. It never waits for a message and is never refused for a lock.</summary>
internal sealed class FirstStep(
    IUserDirectory users,
    IMfaStore store,
    AddressLimiter addresses,
    PasswordTurns turns,
    LoginQuestion question,
    TermsBook terms,
    ChallengeBook challenges,
    SessionBook sessions,
    Journal journal,
    Sender sender,
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    public async Task<Outcome<SignInStep>> RunAsync(string userName, string password, Caller caller, CancellationToken cancellationToken)
    {
        var known = await CheckPasswordAsync(userName, password, caller, cancellationToken);
        if (!known.Succeeded)
        {
            return known.Refusal;
        }

        var user = known.Value;
        var factors = await store.FindUserAsync(user.Id, cancellationToken);
        return await question.ChooseAsync(user, factors, caller, cancellationToken) switch
        {
            null => await SignInAsync(user, caller, cancellationToken),
            { Succeeded: true, Value: { } enrolment } => await AskAsync(user, factors, enrolment, caller, cancellationToken),
            { Refusal: { } refusal } => refusal,
            _ => throw new InvalidOperationException("An outcome is a value or a refusal."),
        };
    }

    private async Task<Outcome<MfaUser>> CheckPasswordAsync(string userName, string password, Caller caller, CancellationToken cancellationToken)
    {
        if (ThrottledAt(caller) is { } early)
        {
            return early;
        }

        using var turn = await turns.EnterAsync(cancellationToken);
        if (ThrottledAt(caller) is { } late)
        {
            return late;
        }

        if (await users.CheckPasswordAsync(userName, password, cancellationToken) is { } user)
        {
            return user;
        }

        addresses.Count(caller.Address);
        return new Refusal(RefusalKind.WrongCredentials);
    }

    private Refusal? ThrottledAt(Caller caller) =>
        addresses.Refused(caller.Address) is { } wait ? new Refusal(RefusalKind.AddressThrottled) { RetryAfter = wait } : null;

    private async Task<Outcome<SignInStep>> SignInAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        var (amr, acr) = Assurance.OfPassword;
        var (session, secret) = sessions.New(user, amr, acr, isProven: false);
        await journal.CommitAsync(
            [new AddSession(session)],
            [journal.Note(EventNames.FirstFactorOk, user.Id, caller), journal.Note(EventNames.LoginCompleted, user.Id, caller) with { Reason = acr }],
            cancellationToken);
        return new SignedIn(user, session, secret);
    }

    private async Task<Outcome<SignInStep>> AskAsync(
        MfaUser user, UserFactors factors, Enrolment enrolment, Caller caller, CancellationToken cancellationToken)
    {
        var limits = options.Value.Limits.Of(AccountKind.Factor);
        var locked = AccountStanding.RefusedFor(factors.Factor, limits, clock.GetUtcNow());
        var opening = challenges.Open(new OpenRequest(user, Purposes.Login, caller, enrolment, terms.Challenges(caller))
        {
            WithTicket = true,
            MaySend = locked is null,
        });
        var asked = journal.Note(EventNames.ChallengeCreated, user.Id, caller) with
        {
            Method = enrolment.Method,
            Purpose = Purposes.Login,
            ChallengeId = opening.Row.Id,
        };
        var result = await journal.CommitAsync(
            factors.Factor is null ? [new EnsureAccount(user.Id, AccountKind.Factor, null, clock.GetUtcNow()), .. opening.Changes] : opening.Changes,
            opening.Message is null
                ? [journal.Note(EventNames.FirstFactorOk, user.Id, caller), asked]
                : [journal.Note(EventNames.FirstFactorOk, user.Id, caller), asked, asked with { Id = Codes.Id(), Name = EventNames.CodeSent }],
            cancellationToken);
        if (!result.Done)
        {
            return new Refusal(RefusalKind.TooManyChallenges) { RetryAfter = terms.Challenges(caller).Lifetime };
        }

        sender.Send(opening.Message);
        var others = factors.Active.Where(other => other.Id != enrolment.Id && question.MayAsk(other, caller)).Select(EnrolmentView.Of);
        return new Asked(
            opening.Ticket ?? throw new InvalidOperationException("A login challenge has a ticket."),
            opening.Question is null ? null : enrolment.Method,
            [.. others],
            opening.Question is { SendsCode: true } ? locked : null);
    }
}
