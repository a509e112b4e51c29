namespace Trench;

/// <summary>
/// A method that sends a code. Derive it, override <see cref="DispatchAsync"/>, and register it with <c>AddMethod&lt;T&gt;("name")</c>:
/// codes, validity, single use, limits, retries and the outbox are the engine's.
/// </summary>
public abstract class AbstractMessageDispatcher : Method
{
    private IUserDirectory? _users;

    /// <inheritdoc />
    public sealed override AnswerShape Shape => AnswerShape.Digits(Digits);

    /// <summary>Digits of a code, from <c>CODE_DIGITS</c>. Default 6; 6 to 8.</summary>
    public int Digits => Settings.Number("CODE_DIGITS", 6);

    /// <inheritdoc />
    public override IReadOnlyList<ConfigField> ConfigFields => [MessageTextField.Field];

    /// <inheritdoc />
    public override IReadOnlyList<ConfigField> UserFields =>
        Settings.Field is { } member ? [new ConfigField(member, "Where codes go. Left out, they go to the address of the account.")] : [];

    /// <summary>True: a code proves an address whether it is enrolled or not.</summary>
    public override bool AnswersWithoutEnrolment => true;

    internal IUserDirectory Users
    {
        get => _users ?? throw new InvalidOperationException("A dispatcher is made by the method registry, which gives it the users.");
        set => _users = value;
    }

    /// <summary>
    /// What the user is told after a message was sent: in English, or as a key of the application's own texts. <c>{0}</c> in it stands for
    /// the method's <c>VERBOSE_NAME</c>.
    /// </summary>
    protected virtual string SentDetails => EnginePhrases.Sent;

    /// <summary>
    /// Whether users may be told of changes to their account by this channel: a message without a code, to the user's own address in
    /// <c>SOURCE_FIELD</c>. The first configured method that may, does. Default false; e-mail does.
    /// </summary>
    public virtual bool CarriesNotices => false;

    /// <inheritdoc />
    public override Question Ask(Enrolment enrolment) => new(Sent, SendsCode: true);

    /// <inheritdoc />
    public override async Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await FindTargetAsync(request, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        return new NewFactor(new Factor([], found.Value.Address, found.Value.SaveTo), Sent)
        {
            TargetHint = found.Value.Address is { } address ? Mask(address) : null,
        };
    }

    /// <inheritdoc />
    public sealed override Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(context.DeliveredCode switch
        {
            DeliveredCode.Right => Verdict.Right(),
            DeliveredCode.Expired => Verdict.Wrong("expired"),
            _ => Verdict.Wrong(),
        });
    }

    /// <summary>
    /// Sends one message. Called outside any transaction, bounded in time by the engine, again after a failure that may pass. An exception
    /// counts as <see cref="Delivery.Failed"/>; its text goes to the log only.
    /// </summary>
    public abstract Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken);

    /// <summary>
    /// The address in canonical form, or null when it is not one. The default takes any printable text of up to 254 characters. Override it
    /// for a stricter grammar.
    /// </summary>
    public virtual string? Canonical(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var trimmed = target.Trim(' ');
        return trimmed.Length is > 0 and <= 254 && !trimmed.Any(char.IsControl) ? trimmed : null;
    }

    /// <summary>The address in a form that may be shown. The default keeps the first character.</summary>
    protected virtual string Mask(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target[..1] + "***";
    }

    /// <summary>Where to send: the body's own member where <c>FIELD</c> allows one, otherwise the user's <c>SOURCE_FIELD</c>.</summary>
    protected virtual async Task<Outcome<MessageTarget>> FindTargetAsync(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var member = Settings.Field;
        if (member is not null && request.Members.TryGetValue(member, out var given))
        {
            return Canonical(given) is { } canonical
                ? new MessageTarget(canonical, await FieldToFillAsync(request.User.Id, cancellationToken))
                : new Refusal(RefusalKind.TargetInvalid) { Field = member };
        }

        if (Settings.SourceField is not { } field)
        {
            return member is null ? new MessageTarget(null, null) : new Refusal(RefusalKind.TargetRequired) { Field = member };
        }

        var stored = await Users.ReadFieldAsync(request.User.Id, field, cancellationToken);
        if (string.IsNullOrWhiteSpace(stored))
        {
            return new Refusal(RefusalKind.TargetRequired) { Field = member ?? field };
        }

        return Canonical(stored) is { } address
            ? new MessageTarget(address, null)
            : new Refusal(RefusalKind.TargetInvalid) { Field = member ?? field };
    }

    private Phrase Sent => new(SentDetails, Settings.VerboseName);

    // Only an empty field is filled, as in django-trench 0.2: a stolen session that enrols the thief's address must not make it the
    // account's own address, to which the application sends its password resets.
    private async Task<string?> FieldToFillAsync(string userId, CancellationToken cancellationToken) =>
        Settings.SourceField is { } field && string.IsNullOrWhiteSpace(await Users.ReadFieldAsync(userId, field, cancellationToken)) ? field : null;
}

/// <summary>Where a message goes.</summary>
/// <param name="Address">The canonical address; null for a channel that needs none.</param>
/// <param name="SaveTo">The user's field it is saved to once proven; null when it came from there.</param>
public sealed record MessageTarget(string? Address, string? SaveTo);
