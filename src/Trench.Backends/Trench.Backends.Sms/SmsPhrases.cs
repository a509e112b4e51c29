namespace Trench.Backends.Sms;

/// <summary>What this channel says.</summary>
internal static class SmsPhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source = new("Trench.Backends.Sms.Localization.Texts", typeof(SmsPhrases).Assembly);

    /// <summary>After a message was sent; django-trench's sentence.</summary>
    public const string Sent = "SMS message with MFA code has been sent.";

    /// <summary>When the phone cannot get one. The gateway's own words are never shown.</summary>
    public const string CannotReceive = "The phone number cannot receive messages.";
}
