using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>What every gateway may do wrong, and what becomes of the message.</summary>
public sealed class GatewayFaultTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayDouble.StartAsync(GatewayAnswers.Of(200, ""));

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task A_gateway_that_is_down_is_tried_again(string method)
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var bench = SmsBench.Of(method, $"http://127.0.0.1:{port}");

        var delivery = await bench.SendAsync(method);

        Assert.Equal((DeliveryResult.Failed, true, null), (delivery.Result, delivery.MayRetry, delivery.RetryAfter));
    }

    [Theory]
    [InlineData("sms_twilio", false)]
    [InlineData("sms_api", true)]
    [InlineData("sms_aws", false)]
    public async Task A_silent_gateway_is_left_after_eight_seconds_and_asked_again_only_when_it_knows_the_message(
        string method, bool again)
    {
        _gateway.Answer = GatewayAnswers.Silence;
        await using var bench = SmsBench.Of(method, _gateway.Address);

        var sending = bench.SendAsync(method);
        await _gateway.ArrivalAsync();
        Assert.False(sending.IsCompleted);
        bench.Clock.Advance(TimeSpan.FromSeconds(8));

        var delivery = await sending;
        Assert.Equal((DeliveryResult.Failed, again), (delivery.Result, delivery.MayRetry));
        Assert.Contains("no answer within 8 s", delivery.Reason, StringComparison.Ordinal);
    }

    // The answer was lost, not the message: another request would be another SMS.
    [Theory]
    [InlineData("sms_twilio", false)]
    [InlineData("sms_api", true)]
    [InlineData("sms_aws", false)]
    public async Task A_broken_connection_does_not_double_a_message(string method, bool again)
    {
        _gateway.Answer = GatewayAnswers.Break;
        await using var bench = SmsBench.Of(method, _gateway.Address);

        Assert.Equal(again, (await bench.SendAsync(method)).MayRetry);

        Assert.Single(_gateway.Requests);
    }

    [Theory]
    [InlineData("sms_twilio", 500, true)]
    [InlineData("sms_twilio", 503, true)]
    [InlineData("sms_twilio", 502, false)]
    [InlineData("sms_twilio", 504, false)]
    [InlineData("sms_twilio", 404, false)]
    [InlineData("sms_twilio", 302, false)]
    [InlineData("sms_api", 500, true)]
    [InlineData("sms_api", 502, true)]
    [InlineData("sms_api", 403, false)]
    [InlineData("sms_aws", 500, true)]
    [InlineData("sms_aws", 503, true)]
    [InlineData("sms_aws", 502, false)]
    [InlineData("sms_aws", 403, false)]
    public async Task A_page_of_something_in_between_is_judged_by_its_status(string method, int status, bool again)
    {
        _gateway.Answer = GatewayAnswers.Html(status);
        await using var bench = SmsBench.Of(method, _gateway.Address);

        var delivery = await bench.SendAsync(method);

        Assert.Equal((DeliveryResult.Failed, again), (delivery.Result, delivery.MayRetry));
        Assert.Single(_gateway.Requests);
    }

    [Theory]
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task A_busy_gateway_is_asked_again_when_it_says(string method)
    {
        _gateway.Answer = GatewayAnswers.Of(429, "", retryAfter: "7");
        await using var bench = SmsBench.Of(method, _gateway.Address);

        var delivery = await bench.SendAsync(method);

        Assert.Equal((true, TimeSpan.FromSeconds(7)), (delivery.MayRetry, delivery.RetryAfter));
    }

    [Theory]
    [InlineData("Sun, 01 Mar 2026 12:00:20 GMT", 20)]
    [InlineData("999999", 600)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("Sun, 01 Mar 2020 12:00:20 GMT", null)]
    public async Task A_wait_is_read_as_seconds_or_date_and_within_reason(string retryAfter, int? seconds)
    {
        _gateway.Answer = GatewayAnswers.Of(503, "", retryAfter: retryAfter);
        await using var bench = SmsBench.Twilio(_gateway.Address);

        Assert.Equal(seconds, (await bench.SendAsync("sms_twilio")).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task An_endless_answer_is_not_read(string method)
    {
        _gateway.Answer = GatewayAnswers.Flood;
        await using var bench = SmsBench.Of(method, _gateway.Address);

        var delivery = await bench.SendAsync(method);

        Assert.Equal(DeliveryResult.Failed, delivery.Result);
        Assert.Contains("longer than 65536 bytes", delivery.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sms_twilio", 201)]
    [InlineData("sms_api", 200)]
    [InlineData("sms_aws", 200)]
    public async Task A_page_instead_of_a_success_is_no_success(string method, int status)
    {
        _gateway.Answer = GatewayAnswers.Html(status);
        await using var bench = SmsBench.Of(method, _gateway.Address);

        Assert.Equal(DeliveryResult.Failed, (await bench.SendAsync(method)).Result);
    }

    // A redirect would carry credentials and code to wherever it points.
    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);
        _gateway.Answer = (_, context) =>
        {
            context.Response.Redirect(elsewhere.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await using var bench = SmsBench.Twilio(_gateway.Address);

        Assert.Equal(DeliveryResult.Failed, (await bench.SendAsync("sms_twilio")).Result);

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("sms_twilio")]
    [InlineData("sms_api")]
    [InlineData("sms_aws")]
    public async Task No_log_and_no_reason_holds_a_code_a_number_or_a_credential(string method)
    {
        await using var bench = SmsBench.Of(method, _gateway.Address);
        var said = new List<string?>();
        Func<GatewayRequest, HttpContext, Task>[] answers =
        [
            GatewayAnswers.Of(400, $$"""{"code":21211,"message":"{{SmsBench.Phone}}"}"""),
            GatewayAnswers.Html(401),
            GatewayAnswers.Html(500),
            GatewayAnswers.Break,
        ];
        foreach (var answer in answers)
        {
            _gateway.Answer = answer;
            said.Add((await bench.SendAsync(method)).Reason);
        }

        var text = string.Join('\n', said.Append(bench.Log.Text));
        string[] secrets =
        [
            SmsBench.Code, SmsBench.Phone[1..], TwilioDouble.Token, TwilioDouble.Sid, SmsApiDouble.Token, SnsDouble.SecretKey,
            SnsDouble.AccessKey,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_call()
    {
        _gateway.Answer = GatewayAnswers.Silence;
        await using var bench = SmsBench.Twilio(_gateway.Address);
        using var leaving = new CancellationTokenSource();

        var sending = bench.SendAsync("sms_twilio", cancellationToken: leaving.Token);
        await _gateway.ArrivalAsync();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }
}
