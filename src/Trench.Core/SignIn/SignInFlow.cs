namespace Trench;

/// <summary>The login in two steps: password, then any active method or backup code.</summary>
public sealed class SignInFlow
{
    private readonly FirstStep _first;
    private readonly AskAgain _again;
    private readonly SecondStep _second;

    internal SignInFlow(FirstStep first, AskAgain again, SecondStep second)
    {
        _first = first;
        _again = again;
        _second = second;
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
}
