using System.Text.Json.Nodes;

namespace Trench;

/// <summary>What may be set of a method: in its configs, and by users in theirs.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="VerboseName">What people read.</param>
/// <param name="ConfigSchema">The JSON schema of <see cref="MethodConfig.Settings"/>.</param>
/// <param name="UserSchema">The JSON schema of a user's config.</param>
public sealed record MethodSchema(string Method, string VerboseName, JsonObject ConfigSchema, JsonObject UserSchema);

/// <summary>What an administrator wants a method config to be.</summary>
/// <param name="Settings">What it sets otherwise than the method; a null value is one that was no text.</param>
/// <param name="IsActive">Whether it is offered.</param>
/// <param name="IsDefault">True makes it the default, and no other is then.</param>
public sealed record MethodConfigInput(IReadOnlyDictionary<string, string?> Settings, bool IsActive, bool IsDefault)
{
    /// <summary>The method; looked at only when it is made.</summary>
    public string Method { get; init; } = "";

    /// <summary>What people read; empty where the method's own name will do.</summary>
    public string Title { get; init; } = "";

    /// <summary>A code of one of the administrator's own methods, where the session has no fresh proof.</summary>
    public string? Code { get; init; }

    /// <summary>Hides the settings.</summary>
    public override string ToString() => $"MethodConfigInput of {Method}";
}

/// <summary>The offered methods: for everybody to see, for administrators to make and change.</summary>
public sealed class MethodConfigFlow
{
    private readonly IMfaStore _store;
    private readonly IUserDirectory _users;
    private readonly MethodConfigBook _book;
    private readonly MethodRegistry _registry;
    private readonly MethodSet _methods;
    private readonly ManagedAction _managed;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;

    internal MethodConfigFlow(
        IMfaStore store,
        IUserDirectory users,
        MethodConfigBook book,
        MethodRegistry registry,
        MethodSet methods,
        ManagedAction managed,
        Journal journal,
        TimeProvider clock)
    {
        _store = store;
        _users = users;
        _book = book;
        _registry = registry;
        _methods = methods;
        _managed = managed;
        _journal = journal;
        _clock = clock;
    }

    /// <summary>
    /// Every row, inactive ones and those of methods that are not configured any more too. Their settings may hold secrets.
    /// </summary>
    public Task<IReadOnlyList<MethodConfig>> ListAllAsync(CancellationToken cancellationToken) => _book.ListAsync(cancellationToken);

    /// <summary>The rows that are offered.</summary>
    public async Task<IReadOnlyList<MethodConfig>> ListActiveAsync(CancellationToken cancellationToken) =>
        [.. (await _book.ListAsync(cancellationToken)).Where(_book.IsOffered)];

    /// <summary>What may be set of each configured method.</summary>
    public IReadOnlyList<MethodSchema> Schemas() =>
    [
        .. from name in _registry.All
           let method = _methods.Find(name)
           where method is not null
           select new MethodSchema(
               name, method.Settings.VerboseName, ConfigCheck.Schema(method.ConfigFields), ConfigCheck.Schema(method.UserFields)),
    ];

    /// <summary>What is wrong with the settings of a method's config; null when no such method is configured.</summary>
    public IReadOnlyList<ConfigFault>? FaultsOfSettings(string method, IReadOnlyDictionary<string, string?> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _methods.Find(method) is { } found ? ConfigCheck.Faults(found.ConfigFields, settings) : null;
    }

    /// <summary>
    /// What is wrong with the members of a user's config of a method that is offered so; null when it is not. A member that the method does
    /// not know is no fault.
    /// </summary>
    public async Task<IReadOnlyList<ConfigFault>?> FaultsOfMembersAsync(
        string methodConfigId, IReadOnlyDictionary<string, string?> members, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(members);
        var row = await _book.FindAsync(methodConfigId, cancellationToken);
        return row is not null && _book.IsOffered(row) && _methods.Find(row.Method) is { } method
            ? [.. ConfigCheck.Faults(method.UserFields, members).Where(fault => fault.Kind != ConfigFaultKind.Unknown)]
            : null;
    }

    /// <summary>Offers a method once more. Takes a fresh proof or a code once the administrator has an active method.</summary>
    public async Task<Outcome<MethodConfig>> AddAsync(Actor actor, MethodConfigInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(input);
        if (!_registry.Contains(input.Method))
        {
            return new Refusal(RefusalKind.MethodUnknown) { Field = "method" };
        }

        var rows = await _book.ListAsync(cancellationToken);
        var now = _clock.GetUtcNow();
        var place = rows.Max(other => other.Place) + 1;
        var row = Fill(new MethodConfig { Id = Codes.Id(), Method = input.Method, Place = place, CreatedAt = now }, input);
        return await CommitAsync(actor, input, row, new AddMethodConfig(row), cancellationToken);
    }

    /// <summary>
    /// Changes a row; its method stays. Refused as <see cref="RefusalKind.MethodNotEnrolled"/> when there is no such row. Takes a fresh
    /// proof or a code once the administrator has an active method.
    /// </summary>
    public async Task<Outcome<MethodConfig>> ChangeAsync(
        Actor actor, string id, MethodConfigInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(input);
        if (await _book.FindAsync(id, cancellationToken) is not { } present)
        {
            return new Refusal(RefusalKind.MethodNotEnrolled);
        }

        var row = Fill(present, input);
        return await CommitAsync(actor, input, row, new ChangeMethodConfig(row), cancellationToken);
    }

    /// <summary>
    /// Confirmations, whatever became of them, newest first. No id by which one could be answered and no content is in them.
    /// </summary>
    public async Task<IReadOnlyList<ConfirmationState>> SearchAsync(ConfirmationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var userId = await _users.AsStoredAsync(filter.UserId, cancellationToken);
        var found = await _store.ListConfirmationsAsync(filter with { UserId = userId }, cancellationToken);
        return [.. found.Select(row => ConfirmationState.Of(row, _clock.GetUtcNow()))];
    }

    private MethodConfig Fill(MethodConfig row, MethodConfigInput input) => row with
    {
        Title = input.Title,
        Settings = ConfigJson.Write(input.Settings.Where(member => member.Value is { Length: > 0 })
            .ToDictionary(member => member.Key, member => member.Value ?? "")),
        IsActive = input.IsActive,
        IsDefault = input.IsDefault,
        UpdatedAt = _clock.GetUtcNow(),
    };

    private async Task<Outcome<MethodConfig>> CommitAsync(
        Actor actor, MethodConfigInput input, MethodConfig row, Change change, CancellationToken cancellationToken)
    {
        var own = await _store.FindUserAsync(actor.User.Id, cancellationToken);
        var told = _journal.Note(EventNames.MethodConfigChanged, userId: null, actor.Caller) with
        {
            ActorId = actor.User.Id,
            Method = row.Method,
        };
        var done = await _managed.RunAsync(
            new Proof(actor, own, [.. own.Active]) { Code = own.Active.Any() ? input.Code : null },
            () => new Effect([change], [told], static _ => RefusalKind.Unavailable),
            cancellationToken);
        return done.Succeeded ? row : done.Refusal;
    }
}
