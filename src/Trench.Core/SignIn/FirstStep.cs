using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>Password, then a ticket: the first step of a login. It waits for a message only where the facade's terms say so, and is never refused for a lock.</summary>
internal sealed class FirstStep(
    PasswordCheck passwords,
    IUserDirectory users,
    IEnumerable<ILoginPreparation> preparations,
    IMfaStore store,
    LoginQuestion question,
    TermsBook terms,
    ChallengeBook challenges,
    SignInCompletion completion,
    RememberedDevices devices,
    Journal journal,
    Sender sender,
    SendLimits sends,
    KeyAlarm alarm,
    IOptions<TrenchOptions> options,
    TimeProvider clock)
{
    public async Task<Outcome<SignInStep>> RunAsync(string userName, string password, Caller caller, CancellationToken cancellationToken)
    {
        var known = await passwords.RunAsync(userName, password, caller, cancellationToken);
        if (!known.Succeeded)
        {
            return known.Refusal;
        }

        var begun = await BeginAsync(known.Value, caller, cancellationToken);

        // Deleted since the password was looked at: what follows from it is lost, and the password is wrong by now.
        return !begun.Succeeded && await IsGoneAsync(known.Value, cancellationToken) ? new Refusal(RefusalKind.WrongCredentials) : begun;
    }

    private async Task<bool> IsGoneAsync(MfaUser user, CancellationToken cancellationToken) =>
        await users.FindAsync(user.Id, cancellationToken) is null;

    private async Task<Outcome<SignInStep>> BeginAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        var advice = await AdviseAsync(user, caller, cancellationToken);
        return advice switch
        {
            { Refusal: { } refusal } => refusal,
            { Value: LoginAdvice.SignIn } => await SignInAsync(user, caller, cancellationToken),
            _ => await ChooseAsync(user, caller, cancellationToken),
        };
    }

    private async Task<Outcome<SignInStep>> SignInAsync(MfaUser user, Caller caller, CancellationToken cancellationToken) =>
        await completion.SignInAsync(user, caller, cancellationToken) is { } signedIn
            ? signedIn
            : new Refusal(RefusalKind.WrongCredentials);

    private async Task<Outcome<LoginAdvice>> AdviseAsync(MfaUser user, Caller caller, CancellationToken cancellationToken) =>
        preparations.FirstOrDefault(preparation => preparation.Facade == caller.Facade) is { } preparation
            ? await preparation.PrepareAsync(user, caller, cancellationToken)
            : LoginAdvice.Ask;

    private async Task<Outcome<SignInStep>> ChooseAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        var factors = await store.FindUserAsync(user.Id, cancellationToken);
        return await question.ChooseAsync(user, factors, caller, cancellationToken) switch
        {
            null when await completion.SignInWithoutMethodAsync(user, caller, cancellationToken) is { } signedIn => signedIn,
            null when await IsGoneAsync(user, cancellationToken) => new Refusal(RefusalKind.WrongCredentials),
            null => await ChooseAsync(user, caller, cancellationToken),
            { Succeeded: true } when await devices.KnowAsync(user, factors, caller, cancellationToken) =>
                await SignInAsync(user, caller, cancellationToken),
            { Succeeded: true, Value: { } enrolment } => await AskAsync(user, factors, enrolment, caller, cancellationToken),
            { Refusal: { } refusal } => refusal,
            _ => throw new InvalidOperationException("An outcome is a value or a refusal."),
        };
    }

    private async Task<Outcome<SignInStep>> AskAsync(
        MfaUser user, UserFactors factors, Enrolment enrolment, Caller caller, CancellationToken cancellationToken)
    {
        var limits = options.Value.Limits.Of(AccountKind.Factor);
        var wait = AccountStanding.RefusedFor(factors.Factor, limits, clock.GetUtcNow());
        var request = new OpenRequest(user, Purposes.Login, caller, enrolment, terms.Challenges(caller))
        {
            WithTicket = terms.HandsOutTickets(caller),
            MaySend = wait is null && terms.SendsAtLogin(caller),
        };
        var opening = await OpenAsync(request, cancellationToken);
        var result = await CommitAsync(opening, factors, cancellationToken);
        if (await sends.RefusalOfAsync(result.Lost, user.Id, caller, cancellationToken) is { } full)
        {
            // The ticket is given all the same: other methods and backup codes need no message.
            wait = full.RetryAfter;
            opening = challenges.Open(request with { MaySend = false });
            result = await CommitAsync(opening, factors, cancellationToken);
        }

        if (!result.Done)
        {
            return await TooManyAsync(user, caller, cancellationToken);
        }

        if (await SendAsync(opening, caller, cancellationToken) is { } notSent)
        {
            return notSent;
        }

        var others = factors.Active.Where(other => other.Id != enrolment.Id && question.MayAsk(other, caller)).Select(EnrolmentView.Of);
        return new Asked(
            opening.Ticket ?? "",
            opening.Question is null ? null : enrolment.Method,
            [.. others],
            opening.Question is { SendsCode: true } ? wait : null)
        {
            UserId = user.Id,
            ExpiresAt = opening.Row.ExpiresAt,
        };
    }

    // A place falls free when the oldest ticket ends, if not sooner. There may be none any more: one was answered meanwhile.
    private async Task<Refusal> TooManyAsync(MfaUser user, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = await store.FindFirstExpiryAsync(user.Id, Purposes.Login, caller.Facade, now, cancellationToken);
        return new Refusal(RefusalKind.TooManyChallenges) { RetryAfter = (end ?? now) - now };
    }

    // A target that cannot be read concerns its method alone: the ticket is given, and other methods and backup codes answer it.
    private async Task<Opening> OpenAsync(OpenRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return challenges.Open(request);
        }
        catch (SecretUnavailableException fault) when (!terms.AwaitsMessage(request.Caller))
        {
            await alarm.RaiseAsync(fault, request.User.Id, request.Enrolment.Method, cancellationToken);
            return challenges.Open(request with { MaySend = false });
        }
    }

    private Task<CommitResult> CommitAsync(Opening opening, UserFactors factors, CancellationToken cancellationToken)
    {
        var (user, caller) = (opening.Request.User, opening.Request.Caller);
        var asked = journal.Note(EventNames.ChallengeCreated, user.Id, caller) with
        {
            Method = opening.Row.Method,
            Purpose = Purposes.Login,
            ChallengeId = opening.Row.Id,
        };
        var known = journal.Note(EventNames.FirstFactorOk, user.Id, caller);
        if (opening is { Ticket: null, Message: null })
        {
            return journal.CommitAsync([], [known], cancellationToken);
        }

        Change[] account = factors.Factor is null ? [new EnsureAccount(user.Id, AccountKind.Factor, null, clock.GetUtcNow())] : [];
        MfaEvent[] sent = opening.Message is null ? [] : [asked with { Id = Codes.Id(asked.At), Name = EventNames.CodeSent }];
        return journal.CommitAsync([.. account, .. opening.Changes], [known, asked, .. sent], cancellationToken);
    }

    private async Task<Refusal?> SendAsync(Opening opening, Caller caller, CancellationToken cancellationToken)
    {
        if (!terms.AwaitsMessage(caller))
        {
            sender.Send(opening.Message);
            return null;
        }

        var sent = await sender.SendAndWaitAsync(opening.Message, cancellationToken);
        if (sent.Succeeded)
        {
            return null;
        }

        // Nobody can answer it, so it must not take one of the user's places.
        await store.CommitAsync([new CloseChallenge(opening.Row.Id)], CancellationToken.None);
        return sent.Refusal with { Method = opening.Row.Method };
    }
}
