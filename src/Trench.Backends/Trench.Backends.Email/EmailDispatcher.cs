using Microsoft.Extensions.Options;

namespace Trench.Backends.Email;

/// <summary>
/// Sends codes by e-mail. Convenient and weak: whoever reads the mailbox has the code, so it does not make a session <c>mfa</c>.
/// </summary>
internal sealed class EmailDispatcher(
    IEmailTransport transport,
    EmailTemplates templates,
    EmailSender sender,
    Texts texts,
    IOptions<TrenchOptions> options) : AbstractMessageDispatcher
{
    /// <summary>NIST SP 800-63B-4 section 3.1.3.1: e-mail is no out-of-band authenticator.</summary>
    public override bool IsSecondFactor => false;

    /// <inheritdoc />
    public override bool CarriesNotices => true;

    /// <inheritdoc />
    protected override string SentDetails => EmailPhrases.Sent;

    /// <inheritdoc />
    public override async Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Recipient is not { } recipient)
        {
            return Delivery.FailedForGood("The enrolment has no address.");
        }

        var from = message.Sender ?? sender.Find(Settings, options.Value) ?? throw new InvalidOperationException("The sender is checked at start.");
        // The application's own wording is that of a code.
        var template = message.IsNotice ? EmailTemplate.BuiltIn : templates.Find(Settings);
        return await transport.SendAsync(template.Write(message, from, recipient, texts), cancellationToken);
    }

    /// <inheritdoc />
    public override string? Canonical(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return EmailAddress.TryParse(target.Trim(' '), out var canonical) ? canonical : null;
    }

    /// <inheritdoc />
    protected override string Mask(string target) => EmailAddress.Mask(target);
}
