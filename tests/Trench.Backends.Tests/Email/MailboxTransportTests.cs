using Trench.Testing;

namespace Trench.Backends.Email.Tests;

public sealed class MailboxTransportTests
{
    [Fact]
    public async Task It_files_a_mail_and_calls_it_sent()
    {
        var clock = new FakeClock();
        var mailbox = new DevelopmentMailbox(clock);
        var mail = new EmailMessage("m1", "shop@example.com", "ann@example.com", "Your code", "plain", "<p>html</p>");

        var delivery = await new MailboxTransport(mailbox).SendAsync(mail, CancellationToken.None);

        Assert.Equal(DeliveryResult.Sent, delivery.Result);
        Assert.Equal([new FiledMessage("ann@example.com", "Your code", "plain", "<p>html</p>", clock.Now)], mailbox.Newest());
    }
}
