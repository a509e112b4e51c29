namespace Trench;

/// <summary>
/// Which kind of methods a user is asked by, for facades whose users have a preference and no list of methods. Each call is one commit.
/// </summary>
public sealed class PreferenceFlow
{
    private readonly IMfaStore _store;
    private readonly PreferencePlan _plan;
    private readonly ManagedAction _managed;

    internal PreferenceFlow(IMfaStore store, PreferencePlan plan, ManagedAction managed)
    {
        _store = store;
        _plan = plan;
        _managed = managed;
    }

    /// <summary>
    /// Makes an enrolment of that kind the primary one. Where the user has other methods only, the fallback is enrolled at the user's own address, which takes no
    /// code, and becomes primary; where the user has no method at all, nothing changes. Takes a fresh proof or a code of an active method.
    /// </summary>
    public async Task<Outcome<Done>> PreferAsync(Actor actor, Preference preference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(preference);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        if (preference.Fallback is not null && factors.Enrolments.All(enrolment => enrolment.Status == EnrolmentStatus.Pending))
        {
            return Done.Instance;
        }

        var plan = await _plan.PreferAsync(actor.User, factors, preference, actor.Caller, cancellationToken);
        return plan.Succeeded ? await RunAsync(actor, factors, plan.Value, preference.Code, cancellationToken) : plan.Refusal;
    }

    /// <summary>
    /// Pauses every method. A user without any is given the fallback method at the user's own address, paused, so that the wish is kept. Takes a fresh proof or a
    /// code of an active method.
    /// </summary>
    public async Task<Outcome<Done>> PauseAllAsync(Actor actor, string? fallback, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var plan = await _plan.PauseAsync(actor.User, factors, fallback, actor.Caller, cancellationToken);
        return plan.Succeeded ? await RunAsync(actor, factors, plan.Value, code, cancellationToken) : plan.Refusal;
    }

    private async Task<Outcome<Done>> RunAsync(Actor actor, UserFactors factors, Effect effect, string? code, CancellationToken cancellationToken)
    {
        if (effect.Changes.Count == 0)
        {
            return Done.Instance;
        }

        var proof = new Proof(actor, factors, [.. factors.Active]) { Code = factors.Active.Any() ? code : null };
        return await _managed.RunAsync(proof, () => effect, cancellationToken);
    }
}
