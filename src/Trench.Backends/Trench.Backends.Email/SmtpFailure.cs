using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Trench.Backends.Email;

/// <summary>
/// What an exception of the mail library means for the mail. Server texts are left out: they repeat addresses and account names.
/// </summary>
internal static class SmtpFailure
{
    /// <summary>The delivery it amounts to; null when it is none of the library's, but a mistake of ours.</summary>
    public static Delivery? Of(Exception fault, SmtpOptions options) => fault switch
    {
        SmtpCommandException refusal => OfReply((int)refusal.StatusCode, Subject(refusal.ErrorCode)),
        AuthenticationException refusal => OfCredentials(refusal),
        SslHandshakeException handshake => OfHandshake(handshake),
        NotSupportedException => Delivery.FailedForGood(
            $"The mail server does not offer what {SmtpConfiguration.Section} asks for: {Demands(options)}."),
        OperationCanceledException => Delivery.Failed($"The mail server did not answer within {options.Timeout.TotalSeconds:0} s."),
        SocketException refusal => Delivery.Failed($"The mail server cannot be reached: {refusal.SocketErrorCode}."),
        IOException or ProtocolException => Delivery.Failed("The mail server broke the connection."),
        _ => null,
    };

    /// <summary>
    /// Whether the server itself is ill. What it says about one mail or one recipient does not count: a stranger's full mailbox must not take the
    /// channel from everybody. A wrong password or certificate is the operator's to mend and found out with every mail.
    /// </summary>
    public static bool IsIllness(Exception fault) => fault switch
    {
        SmtpCommandException refusal => refusal.StatusCode == SmtpStatusCode.ServiceNotAvailable,
        AuthenticationException refusal => IsForNow(refusal),
        SslHandshakeException handshake => handshake.InnerException is IOException,
        OperationCanceledException or SocketException or IOException or ProtocolException => true,
        _ => false,
    };

    private static Delivery OfReply(int status, string subject) => status is >= 400 and < 500
        ? Delivery.Failed($"The mail server answered {status} to {subject}.")
        : Delivery.FailedForGood($"The mail server answered {status} to {subject}.");

    private static Delivery OfCredentials(AuthenticationException refusal) => IsForNow(refusal)
        ? Delivery.Failed("The mail server cannot check the account now.")
        : Delivery.FailedForGood($"The mail server does not accept {SmtpConfiguration.Section}:User and its password.");

    // The library starts the message with the server's reply code; a 4xx means "not now" (RFC 4954 section 4.7.1: 454), not "wrong".
    private static bool IsForNow(AuthenticationException refusal) => refusal.Message.StartsWith('4');

    private static Delivery OfHandshake(SslHandshakeException handshake) => handshake.InnerException is IOException
        ? Delivery.Failed("The mail server broke the connection during the TLS handshake.")
        : Delivery.FailedForGood(
            $"The certificate of {SmtpConfiguration.Section}:Host is not trusted, or TLS failed; see {SmtpConfiguration.Section}:CaFile.");

    private static string Demands(SmtpOptions options) => string.Join(
        " and ",
        new[] { options.Security == SmtpSecurity.StartTls ? "STARTTLS" : null, options.User is null ? null : "sign-in" }.OfType<string>());

    private static string Subject(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.RecipientNotAccepted => "the recipient",
        SmtpErrorCode.SenderNotAccepted => "the sender",
        SmtpErrorCode.MessageNotAccepted => "the message",
        _ => "a command",
    };
}
