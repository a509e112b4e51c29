using Trench.Backends.Tests;
using Trench.Testing;

namespace Trench.Backends.Email.Tests;

/// <summary>A mail server that keeps failing (SECURITY row R3).</summary>
public sealed class MailCircuitTests : IAsyncDisposable
{
    private const string Busy = "421 busy";
    private readonly FakeClock _clock = new();
    private readonly ListLogger<SmtpTransport> _log = new();
    private readonly ScriptedMailServer _server;
    private readonly SmtpTransport _transport;
    private Func<string, string?> _answer = line => line.Length == 0 ? Busy : null;
    private int _connections;

    public MailCircuitTests()
    {
        _server = new ScriptedMailServer(Answer);
        var options = new SmtpOptions
        {
            Host = "localhost",
            Port = _server.Port,
            Security = SmtpSecurity.None,
            Timeout = TimeSpan.FromMilliseconds(200),
        };
        _transport = new SmtpTransport(options, _clock, _log);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task After_five_failures_a_server_is_not_asked_for_fifteen_seconds()
    {
        await SendAsync(times: 5);

        var delivery = await SendAsync();

        Assert.Equal((true, true, TimeSpan.FromSeconds(15)), (delivery.IsPostponed, delivery.MayRetry, delivery.RetryAfter));
        Assert.Equal(5, _connections);
        Assert.Contains(_log.Lines, line => line.Text.Contains("The mail server keeps failing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Then_one_mail_tries_and_a_success_opens_the_way_for_all()
    {
        await SendAsync(times: 5);
        _answer = SmtpDialogue.Accept;
        _clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(DeliveryResult.Sent, (await SendAsync()).Result);
        Assert.Equal(DeliveryResult.Sent, (await SendAsync()).Result);

        Assert.Contains(_log.Lines, line => line.Text.Contains("works again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Then_one_mail_tries_and_a_failure_closes_it_for_fifteen_more_seconds()
    {
        await SendAsync(times: 5);
        _clock.Advance(TimeSpan.FromSeconds(15));

        await SendAsync(times: 3);

        Assert.Equal(6, _connections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    public async Task A_server_that_takes_connections_and_says_nothing_is_ill(string at)
    {
        _answer = line => SmtpDialogue.Matches(line, at) ? null : SmtpDialogue.Accept(line);

        await SendAsync(times: 5);

        Assert.True((await SendAsync()).IsPostponed);
    }

    // A stranger's full or made-up mailbox must not take the channel from everybody.
    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("RCPT", "452 mailbox full")]
    [InlineData(".", "452 mailbox full")]
    [InlineData("MAIL", "451 later")]
    public async Task What_a_server_says_about_one_mail_is_no_failure_of_the_server(string at, string reply)
    {
        _answer = line => SmtpDialogue.Matches(line, at) ? reply : SmtpDialogue.Accept(line);
        await SendAsync(times: 10);
        _answer = SmtpDialogue.Accept;

        Assert.Equal(DeliveryResult.Sent, (await SendAsync()).Result);
    }

    [Fact]
    public async Task A_few_failures_among_successes_change_nothing()
    {
        _answer = SmtpDialogue.Accept;
        await SendAsync(times: 10);
        _answer = line => line.Length == 0 ? Busy : null;
        await SendAsync(times: 5);
        _answer = SmtpDialogue.Accept;

        Assert.Equal(DeliveryResult.Sent, (await SendAsync()).Result);
    }

    // The engine's own limit ends an attempt as a rule before the transport's does.
    [Fact]
    public async Task A_mail_that_the_caller_gave_up_counts_as_a_failure_too()
    {
        _answer = _ => null;
        for (var time = 0; time < 5; time++)
        {
            using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(caller.Token));
        }

        Assert.True((await SendAsync()).IsPostponed);
    }

    private string? Answer(string line)
    {
        _connections += line.Length == 0 ? 1 : 0;
        return _answer(line);
    }

    private async Task SendAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await SendAsync();
        }
    }

    private Task<Delivery> SendAsync(CancellationToken cancellationToken = default) => _transport.SendAsync(
        new EmailMessage("m1", "shop@example.com", "ann@example.com", "Code", "012345", "<p>012345</p>"), cancellationToken);
}
