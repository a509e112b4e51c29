using Trench.Testing;

namespace Trench.Core.Tests;

public sealed class DevelopmentMailboxTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void It_shows_messages_newest_first_with_their_time()
    {
        var mailbox = new DevelopmentMailbox(_clock);
        mailbox.File("ann@example.com", "first", "plain", "<p>html</p>");
        _clock.Advance(TimeSpan.FromMinutes(1));
        mailbox.File("+15550100123", "second", "text", "");

        Assert.Equal(
            [
                new FiledMessage("+15550100123", "second", "text", "", _clock.Now),
                new FiledMessage("ann@example.com", "first", "plain", "<p>html</p>", _clock.Now.AddMinutes(-1)),
            ],
            mailbox.Newest());
    }

    [Fact]
    public void It_keeps_the_newest_only()
    {
        var mailbox = new DevelopmentMailbox(_clock);
        foreach (var number in Enumerable.Range(1, DevelopmentMailbox.Capacity + 5))
        {
            mailbox.File("ann@example.com", $"{number}", "plain", "");
        }

        Assert.Equal(DevelopmentMailbox.Capacity, mailbox.Newest().Count);
        Assert.Equal(("205", "6"), (mailbox.Newest()[0].Subject, mailbox.Newest()[^1].Subject));
    }
}
