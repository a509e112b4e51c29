namespace Trench;

/// <summary>
/// Says no to a message, in words for the user: what code that sends throws where it has no <see cref="Delivery"/> to return (deux'
/// <c>FailedChallengeError</c>).
/// </summary>
public sealed class DeliveryRefusedException : Exception
{
    /// <summary>Creates the exception without words of its own.</summary>
    public DeliveryRefusedException()
    {
    }

    /// <summary>Creates the exception. The message is shown to the user: never pass a provider's text on.</summary>
    public DeliveryRefusedException(string message)
        : base(message) => PublicMessage = message;

    /// <summary>Creates the exception with its cause, which is not shown.</summary>
    public DeliveryRefusedException(string message, Exception innerException)
        : base(message, innerException) => PublicMessage = message;

    /// <summary>The text for the user; null leaves it to the facade.</summary>
    public string? PublicMessage { get; }
}
