using Microsoft.Extensions.Hosting;
using MimeKit;

namespace Trench.Backends.Email;

/// <summary>
/// Whose name mails carry: the method's <c>FROM_EMAIL</c>, else <c>TRENCH_AUTH:FROM_EMAIL</c>, else <c>Email:Smtp:From</c>.
/// </summary>
internal sealed class EmailSender(SmtpConfiguration smtp, IHostEnvironment environment)
{
    private const string DeveloperSender = "trench@localhost";

    /// <summary>The sender of a method's mails; null when none is set and the environment is not Development.</summary>
    public string? Find(MethodSettings settings, TrenchOptions options) =>
        settings.Value("FROM_EMAIL") ?? options.FromEmail ?? smtp.Options.From ?? (environment.IsDevelopment() ? DeveloperSender : null);

    /// <summary>Whether a text is one ASCII address, with or without a display name.</summary>
    public static bool IsSender(string text) =>
        !text.Any(char.IsControl)
        && MailboxAddress.TryParse(text, out var sender)
        && sender.Domain.Length > 0
        && sender.Address.All(char.IsAscii);
}
