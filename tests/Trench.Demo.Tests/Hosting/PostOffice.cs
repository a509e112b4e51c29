using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Trench.Backends.Email;

namespace Trench.Demo.Tests;

/// <summary>Hands on what the development mailbox files, so that a test waits for a mail and not for time to pass.</summary>
internal sealed partial class PostOffice
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, Channel<string>> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The code of the next mail with one; fails the test when none comes.</summary>
    public async Task<string> CodeAsync(string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Of(address).Reader.ReadAsync(patience.Token);
    }

    /// <summary>How many mails with a code an address got.</summary>
    public int Count(string address) => _counts.GetValueOrDefault(address);

    /// <summary>The transport of one node.</summary>
    public IEmailTransport Watch(MailboxTransport mailbox) => new Watched(this, mailbox);

    private Channel<string> Of(string address) => _codes.GetOrAdd(address, _ => Channel.CreateUnbounded<string>());

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRuns();

    private sealed class Watched(PostOffice office, MailboxTransport mailbox) : IEmailTransport
    {
        public async Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
        {
            var delivery = await mailbox.SendAsync(message, cancellationToken);

            // A notice has no code; a mail with a code has exactly one run of four or more digits.
            if (DigitRuns().Matches(message.Text) is [var code])
            {
                office._counts.AddOrUpdate(message.To, 1, (_, count) => count + 1);
                await office.Of(message.To).Writer.WriteAsync(code.Value, cancellationToken);
            }

            return delivery;
        }
    }
}
