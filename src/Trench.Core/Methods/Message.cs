namespace Trench;

/// <summary>One message to one person. It lives in the worker's memory and, sealed, in the outbox, nowhere else.</summary>
public sealed record Message
{
    /// <summary>
    /// Identifier of the message, the same over all attempts: the idempotency key for a gateway that takes one. It begins with its time
    /// (<see cref="Codes.Id(DateTimeOffset)"/>), so it is no secret.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The canonical address; null for a channel that needs none.</summary>
    public string? Recipient { get; init; }

    /// <summary>The code; empty in a notice.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// Whether it tells the user of a change and carries no code. Only dispatchers that say so get any; see
    /// <see cref="AbstractMessageDispatcher.CarriesNotices"/>.
    /// </summary>
    public bool IsNotice { get; init; }

    /// <summary>Ready text in which the code is the only run of four or more digits.</summary>
    public required string Text { get; init; }

    /// <summary>The subject that the facade's terms set, for a channel that has one; null leaves it to the method.</summary>
    public string? Subject { get; init; }

    /// <summary>The sender that the facade's terms set, for a channel that has one; null leaves it to the method.</summary>
    public string? Sender { get; init; }

    /// <summary>The addressee's user name.</summary>
    public required string UserName { get; init; }

    /// <summary>The addressee's language as a BCP 47 tag: the user's own, else that of the request; null when neither is known.</summary>
    public string? Language { get; init; }

    /// <summary>What the code is for: one of <see cref="Purposes"/>; empty in a notice.</summary>
    public required string Purpose { get; init; }

    /// <summary>After this instant the message is useless and is not sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}

/// <summary>What became of one attempt to send.</summary>
public sealed record Delivery
{
    private Delivery(DeliveryResult result) => Result = result;

    /// <summary>Sent, failed or refused.</summary>
    public DeliveryResult Result { get; }

    /// <summary>Members to merge into the answer of the route that sent it.</summary>
    public IReadOnlyDictionary<string, string> Members { get; private init; } = new Dictionary<string, string>();

    /// <summary>How long the provider asked to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether another attempt makes sense.</summary>
    public bool MayRetry { get; private init; }

    /// <summary>Whether the provider was not asked at all, because it keeps failing.</summary>
    public bool IsPostponed { get; private init; }

    /// <summary>The application's own words for the user; only of a refusal.</summary>
    public string? PublicMessage { get; private init; }

    /// <summary>Whether it is the address that cannot receive, and not the sender's matter; only of a refusal.</summary>
    public bool ConcernsTarget { get; private init; }

    /// <summary>For the operator's log. Never shown to a client, and must hold no code and no full address.</summary>
    public string? Reason { get; private init; }

    /// <summary>The provider took it.</summary>
    public static Delivery Sent(IReadOnlyDictionary<string, string>? members = null) =>
        new(DeliveryResult.Sent) { Members = members ?? new Dictionary<string, string>() };

    /// <summary>It failed in a way that may pass: refused connection, time-out, 5xx, 429.</summary>
    public static Delivery Failed(string reason, TimeSpan? retryAfter = null) =>
        new(DeliveryResult.Failed) { Reason = reason, RetryAfter = retryAfter, MayRetry = true };

    /// <summary>
    /// The provider keeps failing and was not asked, as behind an open circuit. As <see cref="Failed"/>, but it counts as no attempt: the message
    /// waits for the provider as long as it is good.
    /// </summary>
    public static Delivery Postponed(string reason, TimeSpan retryAfter) => Failed(reason, retryAfter) with { IsPostponed = true };

    /// <summary>It failed for good: unknown recipient, wrong credentials.</summary>
    public static Delivery FailedForGood(string reason) => new(DeliveryResult.Failed) { Reason = reason };

    /// <summary>The application's dispatcher says no, in words for the user, or without; the reason is for the log.</summary>
    public static Delivery Refused(string? publicMessage, string? reason = null) =>
        new(DeliveryResult.Refused) { PublicMessage = publicMessage, Reason = reason };

    /// <summary>As <see cref="Refused"/>, because this address cannot receive: another one may.</summary>
    public static Delivery RefusedTarget(string publicMessage, string? reason = null) => Refused(publicMessage, reason) with { ConcernsTarget = true };
}

/// <summary>The result of one attempt to send.</summary>
public enum DeliveryResult
{
    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>The application's dispatcher said no.</summary>
    Refused,
}
