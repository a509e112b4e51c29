namespace Trench.Backends.Email;

/// <summary>
/// Files mails in memory instead of sending them, for a developer without a mail server. It is chosen in the Development environment only,
/// and only while <c>Email:Smtp:Host</c> is not set.
/// </summary>
public sealed class MailboxTransport(TimeProvider time) : IEmailTransport
{
    /// <summary>How many mails are kept; the oldest go first.</summary>
    public const int Capacity = 200;

    private readonly Lock _door = new();
    private readonly LinkedList<FiledEmail> _filed = [];

    /// <summary>The kept mails, newest first.</summary>
    public IReadOnlyList<FiledEmail> Newest()
    {
        lock (_door)
        {
            return [.. _filed];
        }
    }

    /// <inheritdoc />
    public Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_door)
        {
            _filed.AddFirst(new FiledEmail(message.To, message.Subject, message.Text, message.Html, time.GetUtcNow()));
            if (_filed.Count > Capacity)
            {
                _filed.RemoveLast();
            }
        }

        return Task.FromResult(Delivery.Sent());
    }
}

/// <summary>A mail as the mailbox shows it.</summary>
/// <param name="To">The recipient.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="At">When it was filed.</param>
public sealed record FiledEmail(string To, string Subject, string Text, string Html, DateTimeOffset At)
{
    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}
