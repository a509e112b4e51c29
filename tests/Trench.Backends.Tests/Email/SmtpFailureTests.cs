using Microsoft.Extensions.Logging.Abstractions;
using Trench.Testing;

namespace Trench.Backends.Email.Tests;

/// <summary>Against a server that misbehaves.</summary>
public sealed class SmtpFailureTests : IDisposable
{
    private readonly TestHost _host = TestHost.Production;

    public void Dispose() => _host.Dispose();

    // The attacker's server takes STARTTLS away and offers AUTH instead.
    [Fact]
    public async Task The_password_never_crosses_an_open_wire()
    {
        await using var server = new ScriptedMailServer(AcceptAfterSignIn);

        var delivery = await SendAsync(Options(server) with { Security = SmtpSecurity.StartTls });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Contains("STARTTLS", delivery.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, line => SmtpDialogue.Matches(line, "AUTH") || SmtpDialogue.Matches(line, "MAIL"));
    }

    [Fact]
    public async Task TLS_from_the_first_byte_works_with_a_private_root()
    {
        using var certificate = ScriptedMailServer.NewCertificate("localhost", _host.PathOf("own.pem"));
        await using var server = new ScriptedMailServer(AcceptAfterSignIn, certificate);

        var delivery = await SendAsync(Options(server) with { CaFile = _host.PathOf("own.pem") });

        Assert.True(delivery.Result == DeliveryResult.Sent, delivery.Reason);
        Assert.Contains(server.Lines, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_host_is_refused()
    {
        using var certificate = ScriptedMailServer.NewCertificate("elsewhere.example", _host.PathOf("own.pem"));
        await using var server = new ScriptedMailServer(AcceptAfterSignIn, certificate);

        var delivery = await SendAsync(Options(server) with { CaFile = _host.PathOf("own.pem") });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Empty(server.Lines);
    }

    [Fact]
    public async Task Another_private_root_does_not_help()
    {
        using var certificate = ScriptedMailServer.NewCertificate("localhost", _host.PathOf("own.pem"));
        ScriptedMailServer.NewCertificate("localhost", _host.PathOf("other.pem")).Dispose();
        await using var server = new ScriptedMailServer(AcceptAfterSignIn, certificate);

        Assert.Equal(DeliveryResult.Failed, (await SendAsync(Options(server) with { CaFile = _host.PathOf("other.pem") })).Result);
        Assert.Empty(server.Lines);
    }

    [Theory]
    [InlineData("454 4.7.0 temporary", true)]
    [InlineData("535 5.7.8 no", false)]
    public async Task Only_a_server_that_cannot_check_the_password_now_is_asked_again(string reply, bool mayRetry)
    {
        using var certificate = ScriptedMailServer.NewCertificate("localhost", _host.PathOf("own.pem"));
        await using var server = new ScriptedMailServer(line => SmtpDialogue.Matches(line, "AUTH") ? reply : AcceptAfterSignIn(line), certificate);

        var delivery = await SendAsync(Options(server) with { CaFile = _host.PathOf("own.pem") });

        Assert.Equal((DeliveryResult.Failed, mayRetry), (delivery.Result, delivery.MayRetry));
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_sign_in_gets_no_mail_of_an_account()
    {
        using var certificate = ScriptedMailServer.NewCertificate("localhost", _host.PathOf("own.pem"));
        await using var server = new ScriptedMailServer(SmtpDialogue.Accept, certificate);

        var delivery = await SendAsync(Options(server) with { CaFile = _host.PathOf("own.pem") });

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 not you", false)]
    [InlineData("MAIL", "451 4.3.0 later", true)]
    [InlineData(".", "554 5.7.1 ann@example.com is spam", false)]
    [InlineData(".", "452 4.2.2 full", true)]
    [InlineData("", "554 no service", false)]
    [InlineData("", "421 busy", true)]
    [InlineData("EHLO", "<html>", true)]
    public async Task A_refusal_at_any_step_is_a_failure_without_the_servers_words(string at, string reply, bool mayRetry)
    {
        await using var server = new ScriptedMailServer(line => SmtpDialogue.Matches(line, at) ? reply : SmtpDialogue.Accept(line));

        var delivery = await SendAsync(Open(server));

        Assert.True((DeliveryResult.Failed, mayRetry) == (delivery.Result, delivery.MayRetry), delivery.Reason);
        Assert.DoesNotContain("ann@", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_took_the_mail_and_breaks_at_goodbye_has_it()
    {
        await using var server = new ScriptedMailServer(line => line == "QUIT" ? "garbage" : SmtpDialogue.Accept(line));

        Assert.Equal(DeliveryResult.Sent, (await SendAsync(Open(server))).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    public async Task A_silent_server_costs_the_timeout_only(string at)
    {
        await using var server = new ScriptedMailServer(line => SmtpDialogue.Matches(line, at) ? null : SmtpDialogue.Accept(line));

        var delivery = await SendAsync(Open(server) with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((DeliveryResult.Failed, true), (delivery.Result, delivery.MayRetry));
        Assert.Contains("did not answer", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        int port;
        await using (var server = new ScriptedMailServer(SmtpDialogue.Accept))
        {
            port = server.Port;
        }

        var delivery = await SendAsync(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None });

        Assert.Equal((DeliveryResult.Failed, true), (delivery.Result, delivery.MayRetry));
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure_of_the_server()
    {
        using var caller = new CancellationTokenSource();
        await using var server = new ScriptedMailServer(line =>
        {
            caller.Cancel();
            return null;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(Open(server), caller.Token));
    }

    private static string? AcceptAfterSignIn(string line) => line.Split(' ')[0] switch
    {
        "EHLO" => "250-x\r\n250 AUTH PLAIN",
        "AUTH" => "235 welcome",
        _ => SmtpDialogue.Accept(line),
    };

    private static SmtpOptions Open(ScriptedMailServer server) =>
        new() { Host = "localhost", Port = server.Port, Security = SmtpSecurity.None };

    private static SmtpOptions Options(ScriptedMailServer server) =>
        Open(server) with { Security = SmtpSecurity.Tls, User = "trench", Password = "correct horse" };

    private static Task<Delivery> SendAsync(SmtpOptions options, CancellationToken cancellationToken = default) =>
        new SmtpTransport(options, new FakeClock(), NullLogger<SmtpTransport>.Instance).SendAsync(
            new EmailMessage("m1", "shop@example.com", "ann@example.com", "Code", "012345", "<p>012345</p>"), cancellationToken);
}
