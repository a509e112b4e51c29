namespace Trench.Backends.Email;

/// <summary>
/// Carries mails away. The default speaks SMTP; an application with another way out registers its own before <c>AddEmail</c>.
/// </summary>
public interface IEmailTransport
{
    /// <summary>
    /// Hands one mail over, within a bounded time. A failure is a <see cref="Delivery"/> whose reason names no address, no code and no
    /// password; only cancellation by the caller is an exception.
    /// </summary>
    Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
