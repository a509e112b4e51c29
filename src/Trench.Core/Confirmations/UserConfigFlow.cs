namespace Trench;

/// <summary>What users do with their own configs: the same enrolments as everywhere, under wcd's rules.</summary>
public sealed class UserConfigFlow
{
    private readonly IMfaStore _store;
    private readonly UserConfigBook _book;
    private readonly CreateUserConfig _create;
    private readonly ConfirmUserConfig _confirm;
    private readonly UpdateUserConfig _update;
    private readonly ManagedAction _managed;
    private readonly Journal _journal;

    internal UserConfigFlow(
        IMfaStore store,
        UserConfigBook book,
        CreateUserConfig create,
        ConfirmUserConfig confirm,
        UpdateUserConfig update,
        ManagedAction managed,
        Journal journal)
    {
        _store = store;
        _book = book;
        _create = create;
        _confirm = confirm;
        _update = update;
        _managed = managed;
        _journal = journal;
    }

    /// <summary>The actor's configs of offered methods, in order of creation, whatever their status.</summary>
    public async Task<IReadOnlyList<UserConfig>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return await _book.ListAsync(await _store.FindUserAsync(actor.User.Id, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Makes a config and asks for its proof. It takes a fresh proof or a code once the actor has an active method. Refused as
    /// <see cref="RefusalKind.MethodUnknown"/> when the method is not offered.
    /// </summary>
    public Task<Outcome<BegunUserConfig>> CreateAsync(Actor actor, UserConfigInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(input);
        return _create.RunAsync(Here(actor), input, cancellationToken);
    }

    /// <summary>
    /// Proves a config, or a change of it, with the code that its own confirmation asks for. Refused as <see
    /// cref="RefusalKind.MethodNotEnrolled"/> when the actor has no such config, with the field <c>confirmation_id</c> when the
    /// confirmation is another's.
    /// </summary>
    public Task<Outcome<ConfirmedUserConfig>> ConfirmAsync(
        Actor actor, string userConfigId, string confirmationId, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(userConfigId);
        ArgumentNullException.ThrowIfNull(confirmationId);
        ArgumentNullException.ThrowIfNull(code);
        return _confirm.RunAsync(Here(actor), userConfigId, confirmationId, code, cancellationToken);
    }

    /// <summary>
    /// Changes a config. A significant change of its members waits beside the old ones until it is confirmed; everything else is done at
    /// once. Any change takes a fresh proof or a code once the actor has an active method.
    /// </summary>
    public Task<Outcome<BegunUserConfig>> UpdateAsync(
        Actor actor, string userConfigId, UserConfigInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(userConfigId);
        ArgumentNullException.ThrowIfNull(input);
        return _update.RunAsync(Here(actor), userConfigId, input, cancellationToken);
    }

    /// <summary>
    /// Removes a config with its backup codes and confirmations. Of a primary one the oldest other active one takes the place. A proven one
    /// takes a fresh proof or a code of an active method.
    /// </summary>
    public async Task<Outcome<Done>> DestroyAsync(Actor actor, string userConfigId, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var factors = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        if (factors.Enrolments.FirstOrDefault(enrolment => enrolment.Id == userConfigId) is not { } leaving)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled) { Field = "id" };
        }

        var successor = leaving.IsPrimary ? factors.Active.FirstOrDefault(enrolment => enrolment.Id != leaving.Id) : null;
        var isPending = leaving.Status == EnrolmentStatus.Pending;
        MfaEvent[] told = [_journal.Note(EventNames.Deactivated, leaving, actor.Caller)];
        var effect = new Effect(
            [new RemoveEnrolment(leaving.Id, actor.User.Id, successor?.Id) { IsOnlyPending = isPending }],
            successor is null ? told : [.. told, _journal.Note(EventNames.PrimaryChanged, successor, actor.Caller)],
            static _ => new Refusal(RefusalKind.MethodNotEnrolled) { Field = "id" });

        // What was never proven protects nothing.
        var mayAnswer = isPending ? UserFactors.None : factors;
        var proof = new Proof(actor, mayAnswer, [.. mayAnswer.Active]) { Code = mayAnswer.Active.Any() ? code : null };
        return await _managed.RunAsync(proof, () => effect, cancellationToken);
    }

    // A config is proven where it was begun, whatever the application calls its own callers.
    private static Actor Here(Actor actor) => actor with { Caller = actor.Caller with { Facade = Confirmer.Facade } };
}
