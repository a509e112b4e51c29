namespace Trench;

/// <summary>
/// Lets an application have any action confirmed by a second factor: ask, hold the answer against it, look, and use it exactly once. Wrong
/// answers count for the user's account as those of a login do. One per request; <see cref="With"/> narrows it to some methods.
/// </summary>
public sealed class Confirmer
{
    /// <summary>
    /// The facade of all confirmations, whether they were asked for by a route or in code: either uses what the other asked for.
    /// </summary>
    public const string Facade = "confirmation";

    private const int LongestAction = 64;

    private readonly ConfirmerParts _parts;
    private readonly IReadOnlySet<string>? _methods;

    internal Confirmer(ConfirmerParts parts, IReadOnlySet<string>? methods = null)
    {
        _parts = parts;
        _methods = methods;
    }

    /// <summary>A confirmer that knows these methods and no others: an application may have several.</summary>
    /// <exception cref="MethodMissingException">One of them is not configured.</exception>
    public Confirmer With(params IReadOnlyList<string> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        var missing = methods.FirstOrDefault(method => !Knows(method));
        return missing is null
            ? new Confirmer(_parts, methods.ToHashSet(StringComparer.Ordinal))
            : throw MethodMissingException.Of(missing);
    }

    /// <summary>The names of the methods, in the order of the configuration.</summary>
    public IReadOnlyList<string> GetMethods() => [.. _parts.Registry.All.Where(Knows)];

    /// <summary>The methods that are offered.</summary>
    public async Task<IReadOnlyList<MethodConfig>> GetMethodConfigsAsync(CancellationToken cancellationToken = default) =>
        [.. (await _parts.Configs.ListAsync(cancellationToken)).Where(row => row.IsActive && Knows(row.Method))];

    /// <summary>The user's methods of those that are offered, in order of creation, whatever their status.</summary>
    public async Task<IReadOnlyList<UserConfig>> GetUserConfigsAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var shown = await _parts.UserConfigs.ListAsync(await _parts.Store.FindUserAsync(userId, cancellationToken), cancellationToken);
        return [.. shown.Where(config => Knows(config.MethodConfig.Method))];
    }

    /// <summary>The class behind a config, as this request has it.</summary>
    /// <exception cref="MethodMissingException">Its method is not configured.</exception>
    public Method MakeBackend(MethodConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return FindBackend(config) ?? throw MethodMissingException.Of(config.Method);
    }

    /// <summary>The same; null when its method is not configured.</summary>
    public Method? FindBackend(MethodConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Knows(config.Method) ? _parts.Methods.Find(config.Method) : null;
    }

    /// <summary>
    /// Changes a user's own config. Where its method finds the change significant, the old one stays good until the new one is confirmed by
    /// <see cref="UserConfigFlow.ConfirmAsync"/> under the id in the outcome; otherwise there is no id, and the change is done.
    /// </summary>
    public Task<Outcome<BegunUserConfig>> ChangeUserConfigAsync(
        Actor actor, string userConfigId, UserConfigInput input, CancellationToken cancellationToken = default) =>
        _parts.Flow.UpdateAsync(actor, userConfigId, input, cancellationToken);

    /// <summary>
    /// Asks. With a user it is bound to that user; without, it proves the address in <see cref="ConfirmationRequest.Members"/>. Waits up to
    /// SEND_WAIT for the first attempt to send.
    /// </summary>
    /// <exception cref="ArgumentException">The request names neither an enrolment nor a method config, or an action that is none; or the
    /// user is not known.</exception>
    public async Task<Outcome<RequestedConfirmation>> RequestAsync(
        ConfirmationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsAction(request.Action))
        {
            throw new ArgumentException(
                "An action is 1 to 64 ASCII letters, digits and ._:- and begins with a letter or digit.", nameof(request));
        }

        if (request.EnrolmentId is null && request.MethodConfigId is null)
        {
            throw new ArgumentException("A confirmation asks an enrolment or a method config: name one.", nameof(request));
        }

        var user = request.UserId is { } id
            ? await _parts.Users.FindAsync(id, cancellationToken) ?? throw new ArgumentException("There is no such user.", nameof(request))
            : MfaUser.Nobody;
        return await _parts.Request.RunAsync(request, user, Knows, CallerOf(request.Address, request.Language), cancellationToken);
    }

    /// <summary>
    /// Holds an answer against a confirmation. A user's confirmation is answered by that user only; the one that is to sign a user in needs
    /// none, for its holder is not signed in yet.
    /// </summary>
    /// <param name="id">The confirmation.</param>
    /// <param name="code">The answer.</param>
    /// <param name="userId">Who answers; null for nobody who is signed in.</param>
    /// <param name="address">The client's network address, for events.</param>
    /// <param name="cancellationToken">Ends when the client is gone.</param>
    public Task<Outcome<Confirmation>> ConfirmAsync(
        string id, string code, string? userId = null, string? address = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(code);
        return _parts.Answer.RunAsync(id, code, userId, CallerOf(address), cancellationToken);
    }

    /// <summary>A confirmation that can still be answered or used; null otherwise.</summary>
    public async Task<Confirmation?> CheckAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await _parts.Desk.FindAsync(id, cancellationToken) is { Action: not null } found && _parts.Desk.WhyDead(found) is null
            ? _parts.Desk.View(found)
            : null;
    }

    /// <summary>
    /// Spends an answered confirmation and returns it with what it proves; null for any other id, action or user, and for every second try.
    /// Of a hundred who try at the same moment one gets it. Where the application has begun a transaction on its own context, it is spent
    /// in that transaction.
    /// </summary>
    /// <param name="id">The confirmation.</param>
    /// <param name="action">The action it must be for.</param>
    /// <param name="userId">The user it must be of; null when it must be of nobody.</param>
    /// <param name="address">The client's network address, for events.</param>
    /// <param name="cancellationToken">Ends when the client is gone.</param>
    public Task<Confirmation?> UseAsync(
        string id, string action, string? userId, string? address = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(action);
        return _parts.Use.RunAsync(id, action, userId, CallerOf(address), cancellationToken);
    }

    /// <summary>Whether a text can name an action.</summary>
    public static bool IsAction(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= LongestAction
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or ':' or '-');
    }

    private static Caller CallerOf(string? address, string? language = null) => new(Facade) { Address = address, Language = language };

    private bool Knows(string method) => _parts.Registry.Contains(method) && _methods?.Contains(method) != false;
}

/// <summary>What confirmers share.</summary>
internal sealed record ConfirmerParts(
    MethodRegistry Registry,
    MethodSet Methods,
    MethodConfigBook Configs,
    UserConfigBook UserConfigs,
    UserConfigFlow Flow,
    ConfirmationDesk Desk,
    RequestConfirmation Request,
    AnswerConfirmation Answer,
    UseConfirmation Use,
    IMfaStore Store,
    IUserDirectory Users);
