namespace Trench;

/// <summary>The login: password, then any active method or backup code; in two steps, or both in one request.</summary>
public sealed class SignInFlow
{
    private readonly FirstStep _first;
    private readonly AskAgain _again;
    private readonly SecondStep _second;
    private readonly SingleStep _single;

    internal SignInFlow(FirstStep first, AskAgain again, SecondStep second, SingleStep single)
    {
        _first = first;
        _again = again;
        _second = second;
        _single = single;
    }

    /// <summary>
    /// Checks the password. Without an active method the user is signed in; otherwise the primary one is asked and a ticket names the open question. A locked account
    /// gets its ticket too, without a message: backup codes have a lock of their own.
    /// </summary>
    public Task<Outcome<SignInStep>> BeginAsync(string userName, string password, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(caller);
        return _first.RunAsync(userName, password, caller, cancellationToken);
    }

    /// <summary>Asks again, or asks another of the user's methods, by name or id. Waits for the first attempt to send up to SEND_WAIT.</summary>
    public Task<Outcome<Notified>> ResendAsync(string ticket, string? method, string? id, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(caller);
        return _again.RunAsync(ticket, method, id, caller, cancellationToken);
    }

    /// <summary>Answers with a code of any active method or a backup code. The session is committed when this returns; only then may tokens be made.</summary>
    public Task<Outcome<SignedIn>> CompleteAsync(string ticket, string code, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(caller);
        return _second.RunAsync(ticket, code, caller, cancellationToken);
    }

    /// <summary>
    /// Password and code at once. A delivered code is the one of the newest question that <see cref="BeginAsync"/> opened for the same facade and client. A user
    /// without an active method is signed in by the password, whatever the code.
    /// </summary>
    public Task<Outcome<SignedIn>> SignInAsync(
        string userName, string password, LoginAnswer answer, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(caller);
        return _single.RunAsync(userName, password, answer, caller, cancellationToken);
    }
}
