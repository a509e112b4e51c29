using Trench.Testing;

namespace Trench.Backends.Email.Tests;

public sealed class MailboxTransportTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task It_shows_mails_newest_first_with_their_time()
    {
        var mailbox = new MailboxTransport(_clock);
        await mailbox.SendAsync(Mail("first"), CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await mailbox.SendAsync(Mail("second"), CancellationToken.None);

        Assert.Equal(
            [
                new FiledEmail("ann@example.com", "second", "plain", "<p>html</p>", _clock.Now),
                new FiledEmail("ann@example.com", "first", "plain", "<p>html</p>", _clock.Now.AddMinutes(-1)),
            ],
            mailbox.Newest());
    }

    [Fact]
    public async Task It_keeps_the_newest_only()
    {
        var mailbox = new MailboxTransport(_clock);
        foreach (var number in Enumerable.Range(1, MailboxTransport.Capacity + 5))
        {
            await mailbox.SendAsync(Mail($"{number}"), CancellationToken.None);
        }

        Assert.Equal(MailboxTransport.Capacity, mailbox.Newest().Count);
        Assert.Equal(("205", "6"), (mailbox.Newest()[0].Subject, mailbox.Newest()[^1].Subject));
    }

    private static EmailMessage Mail(string subject) => new("m1", "shop@example.com", "ann@example.com", subject, "plain", "<p>html</p>");
}
