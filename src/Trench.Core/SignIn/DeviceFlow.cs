using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>Remembers devices, where <c>REMEMBER_DEVICES</c> is set, and forgets them.</summary>
public sealed partial class DeviceFlow
{
    private readonly RememberedDevices _devices;
    private readonly IMfaStore _store;
    private readonly Journal _journal;
    private readonly ILogger<DeviceFlow> _logger;

    internal DeviceFlow(RememberedDevices devices, IMfaStore store, Journal journal, ILogger<DeviceFlow> logger)
    {
        _devices = devices;
        _store = store;
        _journal = journal;
        _logger = logger;
    }

    /// <summary>
    /// Remembers the device of a login that took a second step: its ticket, to be given as <see cref="Caller.DeviceTicket"/> at later ones. A
    /// new password and every change of a factor end it.
    /// </summary>
    /// <param name="signedIn">The login.</param>
    /// <param name="caller">Where it came from.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    /// <returns>
    /// The ticket; null where devices are not remembered, for a login by the password alone, and when the database does not answer: the login
    /// is done and its code is spent, and must not fail by this.
    /// </returns>
    public async Task<string?> RememberAsync(SignedIn signedIn, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        ArgumentNullException.ThrowIfNull(caller);
        if (signedIn.Session.Acr is not (Assurance.TwoStep or Assurance.MultiFactor))
        {
            return null;
        }

        try
        {
            return await OpenAsync(signedIn, caller, cancellationToken);
        }
        catch (StoreUnavailableException away)
        {
            LogForgotten(_logger, away);
            return null;
        }
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

    private async Task<string?> OpenAsync(SignedIn signedIn, Caller caller, CancellationToken cancellationToken)
    {
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

    [LoggerMessage(EventId = 45, Level = LogLevel.Error, Message = "A device could not be remembered; its login was answered without")]
    private static partial void LogForgotten(ILogger logger, Exception exception);
}
