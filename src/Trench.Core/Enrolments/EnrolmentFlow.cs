using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>What users do with their own methods.</summary>
public sealed class EnrolmentFlow
{
    private readonly IMfaStore _store;
    private readonly MethodRegistry _registry;
    private readonly ManagedAction _managed;
    private readonly CodeDesk _codes;
    private readonly FactorSeal _seal;
    private readonly Journal _journal;
    private readonly TrenchOptions _options;
    private readonly TimeProvider _clock;

    internal EnrolmentFlow(
        IMfaStore store,
        MethodRegistry registry,
        ManagedAction managed,
        CodeDesk codes,
        FactorSeal seal,
        Journal journal,
        IOptions<TrenchOptions> options,
        TimeProvider clock)
    {
        _store = store;
        _registry = registry;
        _managed = managed;
        _codes = codes;
        _seal = seal;
        _journal = journal;
        _options = options.Value;
        _clock = clock;
    }

    /// <summary>The actor's active methods, the primary first. Paused ones are not among them.</summary>
    public async Task<IReadOnlyList<EnrolmentView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        return [.. factors.Active.OrderByDescending(enrolment => enrolment.IsPrimary).Select(EnrolmentView.Of)];
    }

    /// <summary>The actor's active and pending methods with their whole targets, the primary first.</summary>
    public async Task<IReadOnlyList<OwnEnrolment>> ListOwnAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        return
        [
            .. factors.Enrolments.Where(MayBeAsked).OrderByDescending(enrolment => enrolment.IsPrimary).Select(enrolment => new OwnEnrolment(
                EnrolmentView.Of(enrolment), enrolment.Status, _seal.Open(enrolment.SealedFactor, enrolment.UserId, enrolment.Id).Target)),
        ];
    }

    /// <summary>
    /// Sends a code: of an active enrolment for one protected change, of a pending one for its activation. Without a method the primary one is asked. A method
    /// that sends nothing says where its code comes from, and never shows its secret.
    /// </summary>
    public async Task<Outcome<Notified>> RequestCodeAsync(Actor actor, string? method, string? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (method is not null && !_registry.Contains(method))
        {
            return new Refusal(RefusalKind.MethodUnknown);
        }

        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var asked = factors.Enrolments.Where(enrolment => _registry.Contains(enrolment.Method) && MayBeAsked(enrolment));
        var chosen = method is null && id is null
            ? EnrolmentChoosing.Among(asked.Where(enrolment => enrolment.IsPrimary), null, null)
            : EnrolmentChoosing.Among(asked, method, id);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var purpose = chosen.Value.Status == EnrolmentStatus.Pending ? Purposes.Enrol : Purposes.Manage;
        return await _codes.SendAsync(actor, factors, chosen.Value, purpose, cancellationToken);
    }

    /// <summary>
    /// Removes a method with its backup codes. The primary one goes only as the last, or with a successor. Without a code, where one is demanded, a method that
    /// delivers sends it; that it could not be delivered is the refusal then.
    /// </summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="choice">What goes.</param>
    /// <param name="code">A code or backup code of it; null without.</param>
    /// <param name="newPrimaryMethod">The successor of the primary one, by its method (the oldest enrolment of it) or by its id; null without.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    public async Task<Outcome<Done>> DeactivateAsync(
        Actor actor, EnrolmentChoice choice, string? code, string? newPrimaryMethod, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var chosen = Choose(factors, choice);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var enrolment = chosen.Value;
        var successor = Successor(factors, enrolment, newPrimaryMethod);
        if (!successor.Succeeded)
        {
            return successor.Refusal;
        }

        if (code is null && _options.ConfirmDisableWithCode && _registry.IsDelivered(enrolment.Method))
        {
            if (await _codes.EnsureSentAsync(actor, factors, enrolment, Purposes.Manage, cancellationToken) is { } notSent)
            {
                return notSent;
            }
        }

        var next = successor.Value is [var named] ? named : null;
        return await _managed.RunAsync(
            new Proof(actor, factors, [enrolment]) { Code = code, DemandsCode = _options.ConfirmDisableWithCode },
            () => new Effect(
                [new RemoveEnrolment(enrolment.Id, actor.User.Id, next?.Id)],
                next is null || !enrolment.IsPrimary ? [_journal.Note(EventNames.Deactivated, enrolment, actor.Caller)]
                    : [_journal.Note(EventNames.Deactivated, enrolment, actor.Caller), _journal.Note(EventNames.PrimaryChanged, next, actor.Caller)],
                static _ => RefusalKind.PrimaryInUse),
            cancellationToken);
    }

    /// <summary>
    /// Removes all methods, pending and paused ones too, with all backup codes: the password alone signs in from then on. Takes a fresh proof or a code of an
    /// active method. The wrong answers counted so far stay. Refused as <see cref="RefusalKind.MethodNotActive"/> when no method is active.
    /// </summary>
    public async Task<Outcome<Done>> DeactivateAllAsync(Actor actor, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var active = factors.Active.ToList();
        if (active.Count == 0)
        {
            return new Refusal(RefusalKind.MethodNotActive);
        }

        return await _managed.RunAsync(
            new Proof(actor, factors, active) { Code = code },
            () => new Effect(
                [new RemoveFactors(actor.User.Id) { KeepsCounters = true }],
                [.. active.Select(enrolment => _journal.Note(EventNames.Deactivated, enrolment, actor.Caller))],
                static _ => RefusalKind.MethodNotActive),
            cancellationToken);
    }

    /// <summary>
    /// For an action of the application's own that a session alone must not do: passes for a fresh proof of the session or a code of an active method, which is
    /// spent; and without either as long as the user has no active method. Otherwise refused as <see cref="RefusalKind.FreshProofRequired"/>.
    /// </summary>
    public async Task<Outcome<Done>> ProveAsync(Actor actor, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        return await _managed.RunAsync(
            new Proof(actor, factors, [.. factors.Active]) { Code = factors.Active.Any() ? code : null },
            static () => new Effect([], [], static _ => RefusalKind.Unavailable),
            cancellationToken);
    }

    /// <summary>Makes an active method the primary one, for a code of it or of the present primary one.</summary>
    public async Task<Outcome<Done>> ChangePrimaryAsync(Actor actor, EnrolmentChoice choice, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(code);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var chosen = Choose(factors, choice);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var target = chosen.Value;
        var primary = factors.Active.Where(enrolment => enrolment.IsPrimary && enrolment.Id != target.Id);
        return await _managed.RunAsync(
            new Proof(actor, factors, [target, .. primary]) { Code = code, DemandsCode = true },
            () => new Effect(
                [new MakePrimary(target.Id, actor.User.Id)],
                target.IsPrimary ? [] : [_journal.Note(EventNames.PrimaryChanged, target, actor.Caller)],
                static _ => RefusalKind.MethodNotActive),
            cancellationToken);
    }

    /// <summary>Pauses a method (it is neither asked nor accepted) or resumes it. Takes a fresh proof or a code of an active method.</summary>
    public async Task<Outcome<Done>> PauseAsync(
        Actor actor, EnrolmentChoice choice, bool paused, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(choice);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var chosen = EnrolmentChoosing.Among(
            factors.Enrolments.Where(enrolment => enrolment.Status != EnrolmentStatus.Pending), choice.Method, choice.Id);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var isSo = chosen.Value.Status == (paused ? EnrolmentStatus.Paused : EnrolmentStatus.Active);
        return await _managed.RunAsync(
            new Proof(actor, factors, [.. factors.Active]) { Code = code },
            () => new Effect(
                [new PauseEnrolment(chosen.Value.Id, actor.User.Id, paused)],
                isSo ? [] : [_journal.Note(EventNames.Paused, chosen.Value, actor.Caller) with { Reason = paused ? "paused" : "resumed" }],
                static _ => RefusalKind.PrimaryInUse),
            cancellationToken);
    }

    private bool MayBeAsked(Enrolment enrolment) => enrolment.Status switch
    {
        EnrolmentStatus.Pending => enrolment.PendingUntil > _clock.GetUtcNow(),
        var status => status == EnrolmentStatus.Active,
    };

    private Outcome<Enrolment> Choose(UserFactors factors, EnrolmentChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return EnrolmentChoosing.Active(factors, _registry, choice);
    }

    private static Outcome<IReadOnlyList<Enrolment>> Successor(UserFactors factors, Enrolment leaving, string? newPrimaryMethod)
    {
        if (newPrimaryMethod is null)
        {
            return Outcome.Of<IReadOnlyList<Enrolment>>([]);
        }

        var chosen = factors.Active
            .Where(enrolment => enrolment.Id != leaving.Id && (enrolment.Method == newPrimaryMethod || enrolment.Id == newPrimaryMethod))
            .MinBy(enrolment => enrolment.CreatedAt);
        return chosen is null
            ? new Refusal(RefusalKind.NewPrimaryInvalid) { Field = "new_primary_method" }
            : Outcome.Of<IReadOnlyList<Enrolment>>([chosen]);
    }
}
