namespace Trench.Backends.Email;

/// <summary>How the engine knows this channel.</summary>
internal static class EmailHandler
{
    private const string Name = "email";

    /// <summary>The registration, with the method <c>email</c> that exists without configuration.</summary>
    public static readonly MethodHandler Registration = new(Name, typeof(EmailDispatcher))
    {
        Aliases = ["trench.backends.basic_mail.SendMailMessageDispatcher", "trench.backends.basic_mail.SendMailBackend"],
        Keys = ["EMAIL_SUBJECT", "EMAIL_PLAIN_TEMPLATE", "EMAIL_HTML_TEMPLATE", "FROM_EMAIL", "CODE_DIGITS"],
        BuiltIn = [new MethodSettings(Name, Name, new Dictionary<string, string>()) { SourceField = "Email", Field = "email" }],
    };

    /// <summary>Whether a method is one of this channel's; the settings put the handler's own name in place of any alias.</summary>
    public static bool Serves(MethodSettings method) => method.Handler == Name;
}
