namespace Trench;

/// <summary>Remembers devices, where <c>REMEMBER_DEVICES</c> is set, and forgets them.</summary>
public sealed class DeviceFlow
{
    private readonly RememberedDevices _devices;
    private readonly IMfaStore _store;
    private readonly Journal _journal;

    internal DeviceFlow(RememberedDevices devices, IMfaStore store, Journal journal)
    {
        _devices = devices;
        _store = store;
        _journal = journal;
    }

    /// <summary>
    /// Remembers the device of a login that took a second step: its ticket, to be given as <see cref="Caller.DeviceTicket"/> at later ones. A
    /// new password and every change of a factor end it.
    /// </summary>
    /// <param name="signedIn">The login.</param>
    /// <param name="caller">Where it came from.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    /// <returns>The ticket; null where devices are not remembered, and for a login by the password alone.</returns>
    public async Task<string?> RememberAsync(SignedIn signedIn, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        ArgumentNullException.ThrowIfNull(caller);
        if (signedIn.Session.Acr is not (Assurance.TwoStep or Assurance.MultiFactor))
        {
            return null;
        }

        var factors = await _store.FindUserAsync(signedIn.User.Id, cancellationToken);
        if (_devices.Make(signedIn.User, factors, caller) is not { } made)
        {
            return null;
        }

        var told = _journal.Note(EventNames.DeviceRemembered, signedIn.User.Id, caller) with { ChallengeId = made.Row.Id };
        var result = await _journal.CommitAsync(
            [new OpenChallenge(made.Row, LiveLimit: null, RefuseOverLimit: false)], [told], cancellationToken);
        return result.Done ? made.Ticket : null;
    }

    /// <summary>Forgets all devices of the user.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    public async Task ForgetAllAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await _journal.CommitAsync(
            [new CloseChallenges(actor.User.Id, EnrolmentId: null, Purposes.Device)],
            [_journal.Note(EventNames.DevicesForgotten, actor.User.Id, actor.Caller)],
            cancellationToken);
    }
}
