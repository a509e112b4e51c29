namespace Trench;

/// <summary>How a method becomes a user's: activate, then confirm.</summary>
public sealed class ActivationFlow
{
    private readonly BeginActivation _begin;
    private readonly ConfirmActivation _confirm;

    internal ActivationFlow(BeginActivation begin, ConfirmActivation confirm)
    {
        _begin = begin;
        _confirm = confirm;
    }

    /// <summary>
    /// Makes a pending enrolment with a fresh secret, in place of an abandoned one, and sends its code. With the id of an active one its secret or target is
    /// replaced: the old one stays good until the new one is confirmed. A user with an active method needs a fresh proof or a code.
    /// </summary>
    public Task<Outcome<Notified>> ActivateAsync(Actor actor, ActivateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        return _begin.RunAsync(actor, request, cancellationToken);
    }

    /// <summary>
    /// Proves the pending enrolment with its own code (never a backup code) and shows its backup codes once. The first one becomes primary. The proven address is saved
    /// to the user in the same commit.
    /// </summary>
    public Task<Outcome<NewBackupCodes>> ConfirmAsync(Actor actor, EnrolmentChoice choice, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(code);
        return _confirm.RunAsync(actor, choice, code, cancellationToken);
    }
}
