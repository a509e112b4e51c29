using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// What administrators do with the methods of others. Whether the actor is one is the caller's business. Each change takes a fresh proof of
/// the actor, or a code, once the actor has an active method; and each is an event with the actor's id.
/// </summary>
public sealed class AdminFlow
{
    private readonly IMfaStore _store;
    private readonly IUserDirectory _users;
    private readonly BackupCodeBook _backupCodes;
    private readonly ManagedAction _managed;
    private readonly Journal _journal;
    private readonly LimitOptions _limits;
    private readonly TimeProvider _clock;

    internal AdminFlow(
        IMfaStore store,
        IUserDirectory users,
        BackupCodeBook backupCodes,
        ManagedAction managed,
        Journal journal,
        IOptions<TrenchOptions> options,
        TimeProvider clock)
    {
        _store = store;
        _users = users;
        _backupCodes = backupCodes;
        _managed = managed;
        _journal = journal;
        _limits = options.Value.Limits;
        _clock = clock;
    }

    /// <summary>
    /// All enrolments of a user in order of their creation, pending and paused ones too; null when there is no such user.
    /// </summary>
    public async Task<IReadOnlyList<AdministeredEnrolment>?> ListAsync(string userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(userId);
        if (await FindAsync(userId, cancellationToken) is not ({ } id, var factors))
        {
            return null;
        }

        var listed = new List<AdministeredEnrolment>();
        foreach (var enrolment in factors.Enrolments)
        {
            var left = await _store.CountBackupCodesAsync(id, _backupCodes.SetOf(enrolment), cancellationToken);
            listed.Add(new AdministeredEnrolment(
                EnrolmentView.Of(enrolment), enrolment.Status, enrolment.CreatedAt, enrolment.ActivatedAt, enrolment.LastUsedAt, left));
        }

        return listed;
    }

    /// <summary>
    /// Removes one enrolment with its backup codes. Of a primary one the oldest other active one takes the place. Refused as
    /// <see cref="RefusalKind.MethodNotEnrolled"/> when the user has no such enrolment.
    /// </summary>
    public async Task<Outcome<Done>> RemoveAsync(Actor actor, AdminRequest request, string enrolmentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request.UserId, cancellationToken) is not ({ } id, var factors)
            || factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == enrolmentId) is not { } leaving)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled);
        }

        request = request with { UserId = id };
        var successor = leaving.IsPrimary ? factors.Active.FirstOrDefault(enrolment => enrolment.Id != leaving.Id) : null;
        return await RunAsync(
            actor,
            request,
            new Effect(
                [new RemoveEnrolment(leaving.Id, request.UserId, successor?.Id)],
                [
                    Note(EventNames.Deactivated, actor, request, leaving),
                    .. successor is null ? [] : new[] { Note(EventNames.PrimaryChanged, actor, request, successor) },
                ],
                // Somebody removed it at the same moment.
                static _ => RefusalKind.MethodNotEnrolled),
            cancellationToken);
    }

    /// <summary>
    /// Removes all enrolments and backup codes of a user and the wrong answers counted so far, closes the challenges and ends the sessions:
    /// the password alone opens the account again. Refused as <see cref="RefusalKind.MethodNotEnrolled"/> when there is no such user.
    /// </summary>
    public Task<Outcome<Done>> ResetAsync(Actor actor, AdminRequest request, CancellationToken cancellationToken) => RunOnUserAsync(
        actor,
        request,
        (known, factors) =>
        {
            var effect = EffectOf(actor, known, EventNames.Reset, new RemoveFactors(known.UserId));
            return IsLocked(factors.Factor) || IsLocked(factors.Backup)
                ? effect with { Events = [.. effect.Events, Note(EventNames.AccountUnlocked, actor, known)] }
                : effect;
        },
        cancellationToken);

    /// <summary>
    /// Takes a user's right to sign in, closes the challenges and ends the sessions, in one commit. Refused as
    /// <see cref="RefusalKind.MethodNotEnrolled"/> when there is no such user.
    /// </summary>
    public Task<Outcome<Done>> DisableAsync(Actor actor, AdminRequest request, IUserActivation users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        return RunOnUserAsync(
            actor,
            request,
            (known, _) => EffectOf(actor, known, EventNames.UserDisabled, new CloseChallenges(known.UserId, EnrolmentId: null)) with
            {
                Alongside = token => users.SetActiveAsync(known.UserId, active: false, token),
            },
            cancellationToken);
    }

    /// <summary>Gives a user the right to sign in back. Sessions stay ended. Refused as <see cref="DisableAsync"/>.</summary>
    public Task<Outcome<Done>> EnableAsync(Actor actor, AdminRequest request, IUserActivation users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(users);
        return RunOnUserAsync(
            actor,
            request,
            (known, _) => new Effect([], [Note(EventNames.UserEnabled, actor, known)], static _ => RefusalKind.MethodNotEnrolled)
            {
                Alongside = token => users.SetActiveAsync(known.UserId, active: true, token),
            },
            cancellationToken);
    }

    /// <summary>What happened, newest first.</summary>
    public async Task<IReadOnlyList<MfaEvent>> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var userId = await _users.AsStoredAsync(filter.UserId, cancellationToken);
        return await _store.ListEventsAsync(filter with { UserId = userId }, cancellationToken);
    }

    private async Task<Outcome<Done>> RunOnUserAsync(
        Actor actor, AdminRequest request, Func<AdminRequest, UserFactors, Effect> effect, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        return await FindAsync(request.UserId, cancellationToken) is ({ } id, var factors)
            ? await RunAsync(actor, request, effect(request with { UserId = id }, factors), cancellationToken)
            : new Refusal(RefusalKind.MethodNotEnrolled);
    }

    private async Task<Outcome<Done>> RunAsync(Actor actor, AdminRequest request, Effect effect, CancellationToken cancellationToken)
    {
        var own = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var proof = new Proof(actor, own, [.. own.Active]) { Code = own.Active.Any() ? request.Code : null };
        return await _managed.RunAsync(proof, () => effect, cancellationToken);
    }

    // Who was deleted by the application may have left enrolments behind: they are listed and removed all the same. An id that the request
    // spells otherwise than the database, as a Guid in capitals, is the same user.
    private async Task<(string Id, UserFactors Factors)?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        var user = await _users.FindAsync(userId, cancellationToken);
        var id = user?.Id ?? userId;
        var factors = await _store.FindUserAsync(id, cancellationToken);
        return user is not null || factors.Enrolments.Count > 0 ? (id, factors) : null;
    }

    private bool IsLocked(Account? account) =>
        account is not null && AccountStanding.RefusedFor(account, _limits.Of(account.Kind), _clock.GetUtcNow()) is not null;

    private Effect EffectOf(Actor actor, AdminRequest request, string name, Change change) => new(
        [change, new EndSessions(request.UserId, ExceptId: null, _clock.GetUtcNow())],
        [Note(name, actor, request)],
        static _ => RefusalKind.MethodNotEnrolled);

    private MfaEvent Note(string name, Actor actor, AdminRequest request, Enrolment? enrolment = null) =>
        _journal.Note(name, request.UserId, actor.Caller) with
        {
            ActorId = actor.User.Id,
            Reason = request.Reason,
            Method = enrolment?.Method,
            EnrolmentId = enrolment?.Id,
        };
}
