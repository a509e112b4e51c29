using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

public sealed class TwilioGatewayTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;
    private SmsBench _bench = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);
        _bench = SmsBench.Twilio(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact] // D26
    public async Task A_message_is_one_form_with_one_recipient()
    {
        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_twilio")).Result);

        var request = Assert.Single(_gateway.Requests);
        Assert.Equal(("POST", TwilioDouble.Path), (request.Method, request.Path));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["To"] = SmsBench.Phone,
                ["From"] = TwilioDouble.From,
                ["Body"] = "Your verification code is: 012345",
            },
            request.Form);
    }

    [Fact]
    public async Task A_messaging_service_wins_over_the_number()
    {
        var service = "MG" + new string('a', 32);
        await using var bench = SmsBench.Twilio(_gateway.Address, ("MFA_METHODS:sms_twilio:TWILIO_MESSAGING_SERVICE_SID", service));

        await bench.SendAsync("sms_twilio");

        var form = Assert.Single(_gateway.Requests).Form;
        Assert.Equal(service, form["MessagingServiceSid"]);
        Assert.DoesNotContain("From", form.Keys);
    }

    // A number that brings parameters of its own would choose who gets the code.
    [Theory]
    [InlineData("+48500100200&To=%2B48500100999")]
    [InlineData("+48500100200&To=+48500100999")]
    [InlineData("+48500100200,+48500100999")]
    [InlineData("+48500100200\r\nTo: +48500100999")]
    public async Task A_number_that_is_more_than_a_number_is_never_sent(string to)
    {
        Assert.Equal(DeliveryResult.Refused, (await _bench.SendAsync("sms_twilio", to)).Result);

        Assert.Empty(_gateway.Requests);
    }

    [Theory]
    [InlineData("+15005550401")] // D27
    [InlineData("+15005550001")]
    [InlineData("+15005550009")]
    [InlineData("+15005550610")]
    public async Task A_bad_number_is_told_to_the_user_in_words_of_ours(string to)
    {
        var delivery = await _bench.SendAsync("sms_twilio", to);

        Assert.Equal((DeliveryResult.Refused, "The phone number cannot receive messages."), (delivery.Result, delivery.PublicMessage));
        Assert.True(delivery.ConcernsTarget);
        Assert.Equal($"The gateway refuses +15*******{to[^2..]}: code {TwilioDouble.Refused[to]}.", delivery.Reason);
    }

    [Theory] // D28
    [InlineData("+15005550003", 21408)]
    [InlineData("+15005550608", 21608)]
    public async Task What_the_account_may_not_do_is_an_alarm_for_the_operator(string to, int code)
    {
        var delivery = await _bench.SendAsync("sms_twilio", to);

        Assert.Equal((DeliveryResult.Failed, false, null), (delivery.Result, delivery.MayRetry, delivery.PublicMessage));
        Assert.Contains($"Error The gateway of sms_twilio takes no messages", _bench.Log.Text, StringComparison.Ordinal);
        Assert.Contains($"status 400, code {code}", _bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_an_alarm_for_the_operator()
    {
        await using var bench = SmsBench.Twilio(_gateway.Address, ("MFA_METHODS:sms_twilio:TWILIO_AUTH_TOKEN", "another"));

        var delivery = await bench.SendAsync("sms_twilio");

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Contains("status 401, code 20003", bench.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"sid":"SM0123","status":"queued"}""")]
    [InlineData("""{"status":"queued"}""")]
    [InlineData("""{"sid":"SM00000000000000000000000000000001","status":"failed","error_code":null}""")]
    [InlineData("""{"sid":{"a":1},"status":"queued"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_success_that_does_not_look_like_one_is_none(string body)
    {
        _gateway.Answer = GatewayAnswers.Of(201, body);

        var delivery = await _bench.SendAsync("sms_twilio");

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
    }

    [Fact]
    public async Task An_error_code_in_a_success_counts()
    {
        _gateway.Answer = GatewayAnswers.Of(201, """{"sid":"SM00000000000000000000000000000001","status":"failed","error_code":21610}""");

        Assert.Equal(DeliveryResult.Refused, (await _bench.SendAsync("sms_twilio")).Result);
    }
}
