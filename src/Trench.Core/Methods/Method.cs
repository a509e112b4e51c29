using System.Security.Cryptography;

namespace Trench;

/// <summary>
/// The class behind a method. A channel that sends a code derives <see cref="AbstractMessageDispatcher"/> and overrides one member; a card, token
/// or app derives this and fills three verbs: enrol, ask and verify.
/// </summary>
/// <remarks>Made once per request by the container, so a constructor may take scoped dependencies. It decides nothing about budgets or single use.</remarks>
public abstract class Method
{
    private MethodSettings? _settings;

    /// <summary>The configured method this instance serves; one class may serve several.</summary>
    public MethodSettings Settings
    {
        get => _settings ?? throw new InvalidOperationException("A method is made by the method registry, which gives it its settings.");
        internal set => _settings = value;
    }

    /// <summary>What its answers look like. An answer of another shape costs nothing and is never shown to this method.</summary>
    public abstract AnswerShape Shape { get; }

    /// <summary>How the session is described afterwards (RFC 8176 values): <c>otp</c>, <c>sms</c>, <c>hwk</c>. Default <c>otp</c>.</summary>
    public virtual string Amr => "otp";

    /// <summary>
    /// Whether it proves possession by its own (NIST SP 800-63B-4 AAL2). E-mail does not: it may not be used for out-of-band authentication (section 3.1.3.1),
    /// so a session it raised is not marked <c>mfa</c>.
    /// </summary>
    public virtual bool IsSecondFactor => true;

    /// <summary>Whether verifying leaves the process. Such an answer is charged and committed first, and no transaction waits for it.</summary>
    public virtual bool VerifiesRemotely => false;

    /// <summary>What a <see cref="MethodConfig"/> may set otherwise than the method's settings. Default nothing.</summary>
    public virtual IReadOnlyList<ConfigField> ConfigFields => [];

    /// <summary>What the first <see cref="MethodConfig"/> of the method sets. Default nothing.</summary>
    public virtual IReadOnlyDictionary<string, string> ConfigDefaults => new Dictionary<string, string>();

    /// <summary>What an enrolment takes from its user, such as an address. Default nothing.</summary>
    public virtual IReadOnlyList<ConfigField> UserFields => [];

    /// <summary>
    /// Whether a confirmation may ask it without an enrolment: <see cref="EnrolAsync"/> then gets the members of the request, and over them those that the
    /// <see cref="MethodConfig"/> sets, and what it makes is asked once and forgotten. Default false.
    /// </summary>
    public virtual bool AnswersWithoutEnrolment => false;

    /// <summary>Whether the owner has to prove a changed factor before it takes the old one's place. Default: when target or secret differ.</summary>
    public virtual bool IsSignificant(Factor present, Factor changed)
    {
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(changed);
        return present.Target != changed.Target || !CryptographicOperations.FixedTimeEquals(present.Secret, changed.Secret);
    }

    /// <summary>Makes the secret and target of a new enrolment, and what the user is told once.</summary>
    public abstract Task<Outcome<NewFactor>> EnrolAsync(EnrolmentRequest request, CancellationToken cancellationToken);

    /// <summary>What is said, and whether a code is sent, when this enrolment is asked.</summary>
    public abstract Question Ask(Enrolment enrolment);

    /// <summary>Judges an answer of this method's shape.</summary>
    public abstract Task<Verdict> VerifyAsync(AnswerContext context, CancellationToken cancellationToken);
}

/// <summary>What a method gets to make an enrolment.</summary>
/// <param name="User">The owner.</param>
/// <param name="Label">The label that tells it apart; may be empty.</param>
/// <param name="Members">The string members of the request body.</param>
public sealed record EnrolmentRequest(MfaUser User, string Label, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>The name an authenticator app is to show, where the facade's terms set one; null leaves it to the method.</summary>
    public string? IssuerName { get; init; }
}

/// <summary>The secret part of an enrolment; it is sealed before it reaches the store.</summary>
/// <param name="Secret">The key, or nothing for a method that only delivers.</param>
/// <param name="Target">Where codes go, in canonical form; null without.</param>
/// <param name="SaveTo">The user's field the target is saved to once it is proven; null when it came from there.</param>
public sealed record Factor(byte[] Secret, string? Target, string? SaveTo = null)
{
    /// <summary>Nothing secret, no target.</summary>
    public static readonly Factor Empty = new([], null);

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

/// <summary>A new factor and what belongs to it.</summary>
/// <param name="Factor">The secret and target.</param>
/// <param name="Details">What the answer to activate says under <c>details</c>, in the language of the request.</param>
public sealed record NewFactor(Factor Factor, Phrase Details)
{
    /// <summary>The target in a form that may be shown, for instance <c>a***@example.com</c>.</summary>
    public string? TargetHint { get; init; }

    /// <summary>
    /// Whether the owner has to prove it. False makes an enrolment active at once where the facade can say so; for channels that know by themselves whom they reach.
    /// </summary>
    public bool NeedsProof { get; init; } = true;

    /// <summary>Further members of the answer, shown while the enrolment is pending and never again: <c>secret</c>, <c>qr_code</c>.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

/// <summary>What is said when an enrolment is asked.</summary>
/// <param name="Details">The text under <c>details</c>, in the language of the request.</param>
/// <param name="SendsCode">Whether a code is made and delivered.</param>
public sealed record Question(Phrase Details, bool SendsCode)
{
    /// <summary>
    /// Whether the method has its proof already: a confirmation of an action is opened answered then. For anything else it is asked all the same.
    /// </summary>
    public bool IsAnswered { get; init; }
}

/// <summary>How the code of a challenge compares with an answer.</summary>
public enum DeliveredCode
{
    /// <summary>No code was delivered for this enrolment.</summary>
    None,

    /// <summary>It is the code.</summary>
    Right,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>It was the code, too late.</summary>
    Expired,
}

/// <summary>What a method gets to judge an answer.</summary>
public sealed record AnswerContext
{
    /// <summary>The answer in the canonical form of <see cref="Method.Shape"/>.</summary>
    public required string Answer { get; init; }

    /// <summary>The enrolment.</summary>
    public required Enrolment Enrolment { get; init; }

    /// <summary>Its opened factor: the pending one when a change is being confirmed.</summary>
    public required Factor Factor { get; init; }

    /// <summary>The highest counter accepted so far.</summary>
    public required long Counter { get; init; }

    /// <summary>How the delivered code compares; for methods that deliver.</summary>
    public DeliveredCode DeliveredCode { get; init; }

    /// <summary>Whether this proof activates the enrolment.</summary>
    public bool Activates { get; init; }

    /// <summary>The instant to judge at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

/// <summary>A method's judgement.</summary>
public sealed record Verdict
{
    private Verdict(bool isRight, string? reason)
    {
        IsRight = isRight;
        Reason = reason;
    }

    /// <summary>Whether the answer is right.</summary>
    public bool IsRight { get; }

    /// <summary>Why it is not, in one word for the event: <c>wrong</c>, <c>expired</c>, <c>replayed</c>; <c>unavailable</c> when it could not be judged.</summary>
    public string? Reason { get; }

    /// <summary>The counter that the answer moves the enrolment to; the store accepts it once.</summary>
    public long? Counter { get; private init; }

    /// <summary>What the activation taught: replaces the sealed factor.</summary>
    public Factor? LearntFactor { get; init; }

    /// <summary>
    /// The public identifier of the device, learnt at activation. Where another enrolment of the method has it, the answer counts as a wrong one.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The name of an event of the method's own, written beside <c>code.rejected</c> when the answer is refused: by this verdict, or by the store because
    /// the <see cref="Reference"/> is another's.
    /// </summary>
    public string? RefusalEvent { get; init; }

    /// <summary>The verifier could not be asked: the charge is taken back and the answer is 503.</summary>
    public static Verdict Unavailable { get; } = new(false, "unavailable");

    /// <summary>Right; with the counter it moves to where the method has one.</summary>
    public static Verdict Right(long? counter = null) => new(true, null) { Counter = counter };

    /// <summary>Wrong, and why.</summary>
    public static Verdict Wrong(string reason = "wrong") => new(false, reason);
}
