using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trench.Testing;

namespace Trench.Backends.Email.Tests;

/// <summary>E-mail on the engine, filed in the development mailbox.</summary>
public sealed partial class EmailContractTests : MessageMethodContract
{
    private readonly FragileTransport _transport = new(new DevelopmentMailbox(new FakeClock()));

    protected override MethodUnderTest Create() => new(
        "email",
        builder =>
        {
            builder.Services.AddSingleton<IHostEnvironment>(new TestHost(Environments.Development));
            builder.Services.AddSingleton<IEmailTransport>(_transport);
            builder.AddEmail();
        },
        reader => Task.FromResult(DigitRun().Match(_transport.Newest(reader.User.Fields["Email"]).Text).Value))
    {
        SetBroken = broken => _transport.IsBroken = broken,
    };

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex DigitRun();

    private sealed class FragileTransport(DevelopmentMailbox mailbox) : IEmailTransport
    {
        private readonly MailboxTransport _transport = new(mailbox);

        public bool IsBroken { get; set; }

        public FiledMessage Newest(string to) => mailbox.Newest().First(mail => mail.To == to);

        public Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken) => IsBroken
            ? Task.FromResult(Delivery.Failed("The mail server cannot be reached."))
            : _transport.SendAsync(message, cancellationToken);
    }
}
