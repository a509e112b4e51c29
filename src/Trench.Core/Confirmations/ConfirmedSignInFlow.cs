namespace Trench;

/// <summary>
/// wcd's login: the password once more with a confirmation. The first try names the user's configs and gives a ticket, by which a client
/// that is not signed in yet may ask for a confirmation of the action <c>login</c>; that confirmation is spent by the second try.
/// </summary>
public sealed class ConfirmedSignInFlow
{
    private readonly PasswordCheck _passwords;
    private readonly FirstStep _first;
    private readonly TicketDesk _tickets;
    private readonly ConfirmedLogin _login;
    private readonly UserConfigBook _book;
    private readonly RequestConfirmation _request;
    private readonly MethodRegistry _registry;

    internal ConfirmedSignInFlow(
        PasswordCheck passwords,
        FirstStep first,
        TicketDesk tickets,
        ConfirmedLogin login,
        UserConfigBook book,
        RequestConfirmation request,
        MethodRegistry registry)
    {
        _passwords = passwords;
        _first = first;
        _tickets = tickets;
        _login = login;
        _book = book;
        _request = request;
        _registry = registry;
    }

    /// <summary>
    /// Checks the password. Without an active method the user is signed in; with a confirmation of the user's own for the action
    /// <c>login</c> too, and it is spent in the commit of the session. Otherwise <see cref="ConfigsAsked"/> says what may be asked. A
    /// confirmation that is not good is refused as <see cref="RefusalKind.TicketUnknown"/>.
    /// </summary>
    public async Task<Outcome<SignInStep>> BeginAsync(
        string userName, string password, string? confirmationId, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(caller);
        if (confirmationId is not null)
        {
            var known = await _passwords.RunAsync(userName, password, caller, cancellationToken);
            return known.Succeeded ? await _login.RunAsync(known.Value, confirmationId, caller, cancellationToken) : known.Refusal;
        }

        var begun = await _first.RunAsync(userName, password, caller, cancellationToken);
        return begun.Value is Asked asked ? await AskAsync(asked.Ticket, caller, cancellationToken) : begun;
    }

    /// <summary>
    /// Asks for a confirmation of the login that a ticket stands for: by one of the user's own enrolments, or, for a user without any, by
    /// the fallback method at the user's own address.
    /// </summary>
    public async Task<Outcome<RequestedConfirmation>> RequestAsync(
        string ticket, string? enrolmentId, string? methodConfigId, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(caller);
        var read = await _tickets.ReadAsync(ticket, Purposes.Login, caller, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        // Nothing of the body: the address must be the user's own.
        var request = new ConfirmationRequest(AnswerConfirmation.Login)
        {
            EnrolmentId = enrolmentId,
            MethodConfigId = methodConfigId,
            LoginId = read.Value.Challenge.Id,
        };
        var mayAskMethod = enrolmentId is not null || !read.Value.Factors.Active.Any();
        return await _request.RunAsync(
            request,
            read.Value.User,
            method => enrolmentId is null ? mayAskMethod && _login.IsFallback(method, caller) : _registry.Contains(method),
            caller,
            cancellationToken);
    }

    private async Task<Outcome<SignInStep>> AskAsync(string ticket, Caller caller, CancellationToken cancellationToken)
    {
        var read = await _tickets.ReadAsync(ticket, Purposes.Login, caller, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var configs = await _book.ListAsync(read.Value.Factors, cancellationToken);
        return new ConfigsAsked(ticket, [.. configs.Where(config => config.IsAvailable)]);
    }
}

/// <summary>A second step is needed. Nothing in here authenticates anything else.</summary>
/// <param name="Ticket">Stands for the login until it is done; for the client only.</param>
/// <param name="Configs">What may be asked.</param>
public sealed record ConfigsAsked(string Ticket, IReadOnlyList<UserConfig> Configs) : SignInStep
{
    /// <summary>Hides the ticket.</summary>
    public override string ToString() => $"ConfigsAsked {Configs.Count}";
}
