namespace Trench.Backends.Sms;

/// <summary>A company that takes SMS by HTTP. Here the outside begins.</summary>
internal interface ISmsGateway
{
    /// <summary>Whether a method has credentials for this gateway. Without any its messages go to the development mailbox.</summary>
    static abstract bool HasAccount(MethodSettings settings);

    /// <summary>
    /// Hands one message to one phone over, in a bounded time. A failure is a <see cref="Delivery"/> whose reason names no code and no full
    /// number; only cancellation by the caller is an exception.
    /// </summary>
    Task<Delivery> SendAsync(SmsMessage message, MethodSettings settings, CancellationToken cancellationToken);
}
