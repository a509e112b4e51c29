namespace Trench.Backends.Sms;

/// <summary>What became of a message at the gateway, as far as its answer tells.</summary>
internal enum GatewayResult
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>Its number is wrong, or gets no SMS. The user's matter.</summary>
    BadNumber,

    /// <summary>Credentials, balance, permissions, our own request: the operator's matter.</summary>
    Misconfigured,

    /// <summary>Too many messages at once; this one was not taken.</summary>
    Busy,

    /// <summary>The gateway failed and says so, or was never reached: this one was not taken.</summary>
    NotTaken,

    /// <summary>No answer, or none that can be read: it may have been taken.</summary>
    Unclear,
}

/// <summary>A result and why, without any text of the gateway's: that repeats numbers.</summary>
/// <param name="Result">The result.</param>
/// <param name="Reason">For the log.</param>
internal sealed record GatewayVerdict(GatewayResult Result, string Reason)
{
    /// <summary>How long the gateway asks to wait, where it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the gateway itself is ill, which opens the circuit.</summary>
    public bool IsIllness => Result is GatewayResult.NotTaken or GatewayResult.Unclear;

    public static GatewayVerdict Taken { get; } = new(GatewayResult.Taken, "");

    /// <summary>
    /// The verdict where the status is all there is. 500 and 503 are the gateway's own word that it did not do it; 502 and 504 are a
    /// proxy's, which knows nothing.
    /// </summary>
    public static GatewayVerdict OfStatus(GatewayAnswer answer) => answer.Status switch
    {
        429 => new(GatewayResult.Busy, "status 429") { RetryAfter = answer.RetryAfter },
        408 or 500 or 503 => new(GatewayResult.NotTaken, $"status {answer.Status}") { RetryAfter = answer.RetryAfter },
        >= 500 => Unclear($"status {answer.Status}"),
        >= 300 => new(GatewayResult.Misconfigured, $"status {answer.Status}"),
        _ => Unreadable(answer),
    };

    /// <summary>A success that does not look like one.</summary>
    public static GatewayVerdict Unreadable(GatewayAnswer answer) => Unclear($"status {answer.Status} with an answer that cannot be read");

    /// <summary>Nothing that tells what became of it.</summary>
    public static GatewayVerdict Unclear(string reason) => new(GatewayResult.Unclear, reason);
}
