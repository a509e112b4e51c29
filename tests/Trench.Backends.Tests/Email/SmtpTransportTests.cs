using System.Text;
using Trench.Backends.Tests;
using Trench.Testing;

namespace Trench.Backends.Email.Tests;

/// <summary>Against the real sink, which demands STARTTLS and AUTH.</summary>
public sealed class SmtpTransportTests : IDisposable
{
    private readonly string _to = $"{Guid.NewGuid():N}@example.test";
    private readonly ListLogger<SmtpTransport> _logger = new();
    private readonly SmtpSink _sink = new();

    private static SmtpOptions Options => new()
    {
        Host = TestEnvironment.SmtpHost,
        Port = TestEnvironment.SmtpPort,
        User = TestEnvironment.SmtpUser,
        Password = TestEnvironment.SmtpPassword,
        CaFile = TestEnvironment.SmtpCaFile,
    };

    public void Dispose() => _sink.Dispose();

    [ComponentFact(Component.SmtpSink)]
    public async Task A_mail_arrives_with_both_parts_encrypted_and_signed_in()
    {
        Assert.Equal(DeliveryResult.Sent, (await SendAsync(Options)).Result);

        var mail = await _sink.WaitForMailAsync(_to);
        Assert.Equal((true, TestEnvironment.SmtpUser, "shop@example.com"), (mail.Tls, mail.User, mail.From));
        Assert.Equal(("Zażółć gęślą jaźń", "012345"), (mail.Subject, mail.Code));
        Assert.Contains("<b>012345</b>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], mail.Parts);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_mail_has_one_recipient_and_the_headers_of_an_automatic_one()
    {
        await SendAsync(Options);

        var mail = await _sink.WaitForMailAsync(_to);
        var headers = mail.Raw[..mail.Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        Assert.Equal([_to], mail.To);
        Assert.Equal(1, await _sink.AttemptsAsync(_to));
        Assert.Contains("Message-Id: <m1@example.com>", headers);
        Assert.Contains("Auto-Submitted: auto-generated", headers);
        Assert.Contains("Date: Sun, 01 Mar 2026 12:00:00 +0000", headers);
    }

    // .NET's own client goes on without having signed in, and an open relay would hide it.
    [ComponentFact(Component.SmtpSink)]
    public async Task With_a_wrong_password_nothing_is_sent()
    {
        var delivery = await SendAsync(Options with { Password = "correct horse" });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Equal(0, await _sink.AttemptsAsync(_to));
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task To_a_server_that_is_not_trusted_nothing_is_sent()
    {
        var delivery = await SendAsync(Options with { CaFile = null });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Equal(0, await _sink.AttemptsAsync(_to));
    }

    // Kratos smtp_test: a man in the middle takes the STARTTLS line away.
    [ComponentFact(Component.SmtpSink)]
    public async Task To_a_server_that_offers_no_TLS_nothing_is_sent()
    {
        var delivery = await SendAsync(Options with { Port = TestEnvironment.SmtpPlainPort });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Equal(0, await _sink.AttemptsAsync(_to));
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_server_without_account_can_be_used_when_that_is_what_is_set()
    {
        var open = new SmtpOptions { Host = TestEnvironment.SmtpHost, Port = TestEnvironment.SmtpPlainPort, Security = SmtpSecurity.None };

        Assert.Equal(DeliveryResult.Sent, (await SendAsync(open)).Result);
        Assert.False((await _sink.WaitForMailAsync(_to)).Tls);
    }

    [ComponentTheory(Component.SmtpSink)]
    [InlineData(SinkMode.RefuseForGood, false)]
    [InlineData(SinkMode.RefuseForNow, true)]
    [InlineData(SinkMode.Drop, true)]
    public async Task A_refusal_is_tried_again_only_where_that_makes_sense(SinkMode mode, bool mayRetry)
    {
        await _sink.SetModeAsync(_to, mode);

        var delivery = await SendAsync(Options);

        Assert.Equal((DeliveryResult.Failed, mayRetry), (delivery.Result, delivery.MayRetry));
        Assert.DoesNotContain(_to, delivery.Reason, StringComparison.Ordinal);
    }

    // Here .NET's own client waits as long as the server likes, whatever its token says.
    [ComponentFact(Component.SmtpSink)]
    public async Task A_server_that_hangs_after_the_message_costs_the_timeout_only()
    {
        await _sink.SetModeAsync(_to, SinkMode.Hang);
        var started = TimeProvider.System.GetTimestamp();

        var delivery = await SendAsync(Options with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal((DeliveryResult.Failed, true), (delivery.Result, delivery.MayRetry));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.9, 10);
        await _sink.SetModeAsync(_to, SinkMode.Accept);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task The_hostile_addresses_never_reach_the_server()
    {
        foreach (var address in BadInputs.Of("email").Select(input => input.Value()).Where(address => address.Length > 0))
        {
            var delivery = await SendAsync(Options, address);

            Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
            Assert.Equal(0, await _sink.AttemptsAsync(address));
        }
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task A_subject_of_two_lines_brings_no_header_along()
    {
        await SendAsync(Options, _to, "one\r\nBcc: eve@example.test");

        var mail = await _sink.WaitForMailAsync(_to);
        Assert.DoesNotMatch("(?m)^Bcc:", mail.Raw);
        Assert.Equal([_to], mail.To);
    }

    [ComponentFact(Component.SmtpSink)]
    public async Task Nothing_secret_is_logged_or_given_as_a_reason()
    {
        var wrong = await SendAsync(Options with { Password = "correct horse" });
        await _sink.SetModeAsync(_to, SinkMode.RefuseForGood);
        var refused = await SendAsync(Options);

        var said = new StringBuilder().AppendJoin('\n', _logger.Lines).Append(wrong.Reason).Append(refused.Reason).ToString();
        string[] secrets = ["012345", "correct horse", _to, TestEnvironment.SmtpPassword];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }

    private Task<Delivery> SendAsync(SmtpOptions options, string? to = null, string subject = "Zażółć gęślą jaźń") =>
        new SmtpTransport(options, new FakeClock(), _logger).SendAsync(
            new EmailMessage("m1", "Shop <shop@example.com>", to ?? _to, subject, "Kod: 012345", "<p>Kod: <b>012345</b></p>"),
            CancellationToken.None);
}
