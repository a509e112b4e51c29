using System.Security.Cryptography;

namespace Trench;

/// <summary>
/// Takes over what an application keeps of its users' methods by itself. The application's word is enough: no user is asked for a proof, so nothing of a request
/// may decide what is adopted.
/// </summary>
public sealed class AdoptionFlow
{
    private readonly IMfaStore _store;
    private readonly PreferencePlan _plan;
    private readonly UnprovenEnrolment _unproven;
    private readonly FactorSeal _seal;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;

    internal AdoptionFlow(
        IMfaStore store, PreferencePlan plan, UnprovenEnrolment unproven, FactorSeal seal, Journal journal, TimeProvider clock)
    {
        _store = store;
        _plan = plan;
        _unproven = unproven;
        _seal = seal;
        _journal = journal;
        _clock = clock;
    }

    /// <summary>The user prefers this kind of methods: an enrolment of it becomes primary, the fallback is enrolled where there is none.</summary>
    public async Task<Outcome<Done>> PreferAsync(MfaUser user, Preference preference, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(preference);
        var factors = await _store.FindUserAsync(user.Id, cancellationToken);
        var plan = await _plan.PreferAsync(user, factors, preference, caller, cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Refusal;
        }

        return await IsDoneAsync(plan.Value, cancellationToken) ? Done.Instance : new Refusal(RefusalKind.Unavailable);
    }

    /// <summary>
    /// The secret of the user's method is this one: it is enrolled, or takes the place of another secret; without one the method is removed. A secret that is known
    /// already keeps its counter, so that no code is good twice.
    /// </summary>
    public async Task<Outcome<Done>> AdoptSecretAsync(
        MfaUser user, string method, byte[]? secret, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var factors = await _store.FindUserAsync(user.Id, cancellationToken);
        var own = factors.Active.FirstOrDefault(enrolment => enrolment.Method == method);
        return (own, secret) switch
        {
            (null, null) => Done.Instance,
            (null, _) => await AdoptAsync(_unproven.WithSecret(user, method, secret, caller).Effect, cancellationToken),
            (_, null) => await AdoptAsync(Remove(factors, own, caller), cancellationToken),
            _ when IsKnown(own, secret) => Done.Instance,
            _ => await AdoptAsync(Replace(own, secret, caller), cancellationToken),
        };
    }

    private bool IsKnown(Enrolment own, byte[] secret) =>
        CryptographicOperations.FixedTimeEquals(_seal.Open(own.SealedFactor, own.UserId, own.Id).Secret, secret);

    private Effect Remove(UserFactors factors, Enrolment own, Caller caller)
    {
        var successor = own.IsPrimary ? factors.Active.FirstOrDefault(enrolment => enrolment.Id != own.Id) : null;
        return new Effect(
            [new RemoveEnrolment(own.Id, own.UserId, successor?.Id)],
            successor is null
                ? [_journal.Note(EventNames.Deactivated, own, caller)]
                : [_journal.Note(EventNames.Deactivated, own, caller), _journal.Note(EventNames.PrimaryChanged, successor, caller)],
            static _ => RefusalKind.Unavailable);
    }

    private Effect Replace(Enrolment own, byte[] secret, Caller caller)
    {
        var now = _clock.GetUtcNow();
        var sealedFactor = _seal.Seal(new Factor(secret, null), own.UserId, own.Id);
        return new Effect(
            [
                new RequestFactorChange(own.Id, own.UserId, sealedFactor, PendingHint: null, now + ActivationOpening.PendingFor),
                new AcceptFactorChange(own.Id, own.UserId, sealedFactor, Counter: -1, now),
            ],
            [_journal.Note(EventNames.FactorChanged, own, caller)],
            static _ => RefusalKind.Unavailable);
    }

    // Lost to another login of the user, which adopts the same.
    private async Task<Outcome<Done>> AdoptAsync(Effect effect, CancellationToken cancellationToken)
    {
        await IsDoneAsync(effect, cancellationToken);
        return Done.Instance;
    }

    private async Task<bool> IsDoneAsync(Effect effect, CancellationToken cancellationToken) =>
        effect.Changes.Count == 0 || (await _journal.CommitAsync(effect.Changes, effect.Events, cancellationToken)).Done;
}
