namespace Trench.Backends.Email;

/// <summary>What this channel says.</summary>
internal static class EmailPhrases
{
    /// <summary>The translations.</summary>
    public static readonly TextSource Source = new("Trench.Backends.Email.Localization.Texts", typeof(EmailPhrases).Assembly);

    /// <summary>The subject of a mail without <c>EMAIL_SUBJECT</c>.</summary>
    public const string Subject = "Your verification code";

    /// <summary>After a mail was sent; django-trench's sentence.</summary>
    public const string Sent = "Email message with MFA code has been sent.";
}
