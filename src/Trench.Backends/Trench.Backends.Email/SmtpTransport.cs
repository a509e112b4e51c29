using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Trench.Backends.Email;

/// <summary>Sends by SMTP, one connection and one recipient for each mail, in a bounded time.</summary>
internal sealed partial class SmtpTransport(SmtpOptions options, TimeProvider time, ILogger<SmtpTransport> logger) : IEmailTransport
{
    private readonly string _host = options.Host ?? throw new ArgumentException("A transport needs a host.", nameof(options));
    private readonly ServerTrust _trust = new(options.CaFile);
    private readonly MailCircuit _circuit = new(time, logger);

    /// <inheritdoc />
    public async Task<Delivery> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!EmailAddress.TryParse(message.To, out var recipient))
        {
            return Delivery.FailedForGood("The recipient's address is malformed.");
        }

        try
        {
            return await _circuit.RunAsync(HandOverAsync, Write(message, recipient), cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && SmtpFailure.Of(fault, options) is { } failure)
        {
            return failure;
        }
    }

    private async ValueTask HandOverAsync(MimeMessage mime, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        using var client = Client();
        await SignInAsync(client, limit.Token);
        await client.SendAsync(mime, (MailboxAddress)mime.From[0], [(MailboxAddress)mime.To[0]], limit.Token);
        await LeaveAsync(client, limit.Token);
    }

    private SmtpClient Client() => new()
    {
        ServerCertificateValidationCallback = _trust.Accepts,

        // As HttpClient does: a revocation list that cannot be fetched must not keep people from signing in.
        CheckCertificateRevocation = false,
    };

    private async Task SignInAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(_host, options.Port, SocketOptions(options.Security), cancellationToken);
        if (options is { User: { } user, Password: { } password })
        {
            // Throws when it fails, so that nothing is ever sent by an open relay in the name of nobody.
            await client.AuthenticateAsync(user, password, cancellationToken);
        }
    }

    private MimeMessage Write(EmailMessage message, string recipient)
    {
        var from = MailboxAddress.Parse(message.From);
        var mime = new MimeMessage
        {
            Date = time.GetUtcNow(),
            MessageId = $"{message.Id}@{from.Domain}",
            Subject = message.Subject,
            Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody(),
        };
        mime.From.Add(from);
        mime.To.Add(new MailboxAddress(name: null, recipient));

        // RFC 3834: keeps absence notes from answering.
        mime.Headers.Add("Auto-Submitted", "auto-generated");
        return mime;
    }

    private async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or OperationCanceledException)
        {
            // The server has the mail: calling this a failure would send it twice.
            Log.LeftWithoutGoodbye(logger, fault);
        }
    }

    private static SecureSocketOptions SocketOptions(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "The mail server took the mail and closed without goodbye")]
        public static partial void LeftWithoutGoodbye(ILogger logger, Exception fault);
    }
}
