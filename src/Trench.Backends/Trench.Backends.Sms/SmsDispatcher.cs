using Microsoft.Extensions.Options;

namespace Trench.Backends.Sms;

/// <summary>
/// Sends codes by SMS through one kind of gateway. NIST SP 800-63B-4 section 3.2.9 restricts the telephone network: it is a second factor,
/// and one to offer beside a stronger one.
/// </summary>
internal sealed class SmsDispatcher<TGateway>(TGateway gateway, DevelopmentMailbox mailbox, IOptions<TrenchOptions> options)
    : AbstractMessageDispatcher
    where TGateway : ISmsGateway
{
    /// <summary>RFC 8176: confirmation by SMS.</summary>
    public override string Amr => "sms";

    /// <inheritdoc />
    protected override string SentDetails => SmsPhrases.Sent;

    /// <inheritdoc />
    public override async Task<Delivery> DispatchAsync(Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Recipient is not { } recipient)
        {
            return Delivery.FailedForGood("The enrolment has no phone number.");
        }

        // Once more at the last moment: a number may have been enrolled before its country was struck off the list.
        if (Canonical(recipient) is not { } to)
        {
            return Delivery.RefusedTarget(SmsPhrases.CannotReceive, $"{PhoneNumber.Mask(recipient)} may not be sent to; see SMS_COUNTRIES.");
        }

        var sms = new SmsMessage(message.Id, to, SmsWording.Of(message, Settings));
        if (TGateway.HasAccount(Settings))
        {
            return await gateway.SendAsync(sms, Settings, cancellationToken);
        }

        // Only in Development: elsewhere a method without account stops the start or is not listed.
        mailbox.File(sms.To, Settings.VerboseName, sms.Text, html: "");
        return Delivery.Sent();
    }

    /// <summary>The number, when it is one and <c>SMS_COUNTRIES</c> lists its country or lists none.</summary>
    public override string? Canonical(string target) => PhoneNumber.Canonical(target, options.Value.SmsCountries);

    /// <inheritdoc />
    protected override string Mask(string target) => PhoneNumber.Mask(target);
}
