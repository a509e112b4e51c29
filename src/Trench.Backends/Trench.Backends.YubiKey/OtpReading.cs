namespace Trench.Backends.YubiKey;

/// <summary>What a validator says of a one-time password.</summary>
internal sealed record OtpReading
{
    /// <summary>The key made it; its counters as one number. Null otherwise.</summary>
    public long? Counter { get; private init; }

    /// <summary>Why it is refused, in one word for the event; null when it is good or could not be judged.</summary>
    public string? Refused { get; private init; }

    /// <summary>Whether somebody answered in a server's name without its key.</summary>
    public bool IsForged { get; private init; }

    /// <summary>Whether this decides; otherwise another server may know.</summary>
    public bool IsDefinitive => Counter is not null || Refused is not null;

    /// <summary>Not decided.</summary>
    public static OtpReading Unknown { get; } = new();

    /// <summary>Not decided, and the signature is not the server's.</summary>
    public static OtpReading Forged { get; } = new() { IsForged = true };

    /// <summary>The key made it.</summary>
    public static OtpReading Good(long counter) => new() { Counter = counter };

    /// <summary>It is no password of this key, or not for the first time.</summary>
    public static OtpReading Bad(string reason) => new() { Refused = reason };
}
