using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Trench.Testing.Tests;

public sealed class SmtpSinkTests : IDisposable
{
    private readonly string _to = $"{Guid.NewGuid():N}@example.test";
    private readonly SmtpSink _sink = new();

    [ComponentFact(Component.SmtpSink)]
    public async Task It_shows_a_mail_with_its_parts_and_how_it_came()
    {
        await SendAsync();

        var mail = await _sink.WaitForMailAsync(_to);

        Assert.True(mail.Tls);
        Assert.Equal(TestEnvironment.SmtpUser, mail.User);
        Assert.Equal("Zażółć", mail.Subject);
        Assert.Equal("123456", mail.Code);
        Assert.Contains("<b>123456</b>", mail.Html, StringComparison.Ordinal);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task It_refuses_a_wrong_password() =>
        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(password: "wrong"));

    [ComponentFact(Component.SmtpSink)]
    public async Task It_refuses_mail_without_a_login() =>
        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => SendAsync(password: null));

    [ComponentTheory(Component.SmtpSink)]
    [InlineData(SinkMode.RefuseForNow, SmtpStatusCode.MailboxBusy)]
    [InlineData(SinkMode.RefuseForGood, SmtpStatusCode.MailboxUnavailable)]
    public async Task It_refuses_a_recipient_on_request_and_counts_the_attempt(SinkMode mode, SmtpStatusCode expected)
    {
        await _sink.SetModeAsync(_to, mode);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync());

        Assert.Equal((int)expected + (mode == SinkMode.RefuseForNow ? 1 : 0), (int)refusal.StatusCode);
        Assert.Equal(1, await _sink.AttemptsAsync(_to));
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task It_drops_the_connection_on_request()
    {
        await _sink.SetModeAsync(_to, SinkMode.Drop);

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync());
        Assert.Empty(await _sink.MailsAsync(_to));
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_hanging_mail_arrives_when_the_sink_is_released()
    {
        await _sink.SetModeAsync(_to, SinkMode.Hang);
        var sending = SendAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => _sink.WaitForMailAsync(_to, patience: TimeSpan.FromMilliseconds(300)));

        await _sink.SetModeAsync(_to, SinkMode.Accept);
        await sending;

        Assert.Equal("123456", (await _sink.WaitForMailAsync(_to)).Code);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_mail_taken_silently_is_there_once_and_its_sender_waits_until_the_sink_is_released()
    {
        await _sink.SetModeAsync(_to, SinkMode.TakeSilently);
        var sending = SendAsync();
        await _sink.WaitForMailAsync(_to);
        Assert.False(sending.IsCompleted);

        await _sink.SetModeAsync(_to, SinkMode.Accept);
        await sending;

        Assert.Single(await _sink.MailsAsync(_to));
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task Mail_sent_in_clear_is_taken_and_marked()
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(TestEnvironment.SmtpHost, TestEnvironment.SmtpPlainPort, SecureSocketOptions.None);
        await client.SendAsync(Message());

        Assert.False((await _sink.WaitForMailAsync(_to)).Tls);
    }

    public void Dispose() => _sink.Dispose();

    private async Task SendAsync(string? password = "")
    {
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        client.ServerCertificateValidationCallback = (_, shown, _, _) =>
            shown is not null && File.ReadAllText(TestEnvironment.SmtpCaFile).Contains(
                Convert.ToBase64String(shown.GetRawCertData())[..48], StringComparison.Ordinal);
        await client.ConnectAsync(TestEnvironment.SmtpHost, TestEnvironment.SmtpPort, SecureSocketOptions.StartTls);
        if (password is not null)
        {
            await client.AuthenticateAsync(TestEnvironment.SmtpUser, password is "" ? TestEnvironment.SmtpPassword : password);
        }

        await client.SendAsync(Message());
    }

    private MimeMessage Message()
    {
        var message = new MimeMessage { Subject = "Zażółć" };
        message.From.Add(MailboxAddress.Parse("trench@example.test"));
        message.To.Add(MailboxAddress.Parse(_to));
        message.Body = new BodyBuilder { TextBody = "Your code is 123456.", HtmlBody = "<p>Your code is <b>123456</b>.</p>" }.ToMessageBody();
        return message;
    }
}
