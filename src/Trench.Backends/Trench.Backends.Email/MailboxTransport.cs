namespace Trench.Backends.Email;

/// <summary>
/// Files mails in the <see cref="DevelopmentMailbox"/> instead of sending them, for a developer without a mail server. It is chosen in the
/// Development environment only, and only while <c>Email:Smtp:Host</c> is not set.
/// </summary>
public sealed class MailboxTransport(DevelopmentMailbox mailbox) : IEmailTransport
{
    /// <inheritdoc />
    public Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        mailbox.File(message.To, message.Subject, message.Text, message.Html);
        return Task.FromResult(Delivery.Sent());
    }
}
