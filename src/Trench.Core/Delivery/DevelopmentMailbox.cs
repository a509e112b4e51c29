namespace Trench;

/// <summary>
/// What a developer's machine files instead of sending: mails and SMS alike, in memory, newest first. A channel's package writes to it in
/// the Development environment only, and only while its server or gateway is not set.
/// </summary>
/// <param name="clock">Says when a message was filed.</param>
public sealed class DevelopmentMailbox(TimeProvider clock)
{
    /// <summary>How many messages are kept; the oldest go first.</summary>
    public const int Capacity = 200;

    private readonly Lock _door = new();
    private readonly LinkedList<FiledMessage> _filed = [];

    /// <summary>The kept messages, newest first.</summary>
    public IReadOnlyList<FiledMessage> Newest()
    {
        lock (_door)
        {
            return [.. _filed];
        }
    }

    /// <summary>Files one message.</summary>
    /// <param name="to">The recipient.</param>
    /// <param name="subject">The subject; for an SMS the name of its method.</param>
    /// <param name="text">The text, or the plain part.</param>
    /// <param name="html">The HTML part; empty for an SMS.</param>
    public void File(string to, string subject, string text, string html)
    {
        lock (_door)
        {
            _filed.AddFirst(new FiledMessage(to, subject, text, html, clock.GetUtcNow()));
            if (_filed.Count > Capacity)
            {
                _filed.RemoveLast();
            }
        }
    }
}

/// <summary>A message as the mailbox shows it.</summary>
/// <param name="To">The recipient.</param>
/// <param name="Subject">The subject; for an SMS the name of its method.</param>
/// <param name="Text">The text, or the plain part.</param>
/// <param name="Html">The HTML part; empty for an SMS.</param>
/// <param name="At">When it was filed.</param>
public sealed record FiledMessage(string To, string Subject, string Text, string Html, DateTimeOffset At)
{
    /// <summary>Hides the content.</summary>
    public override string ToString() => "***";
}
