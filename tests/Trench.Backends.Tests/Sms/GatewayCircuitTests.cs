using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

public sealed class GatewayCircuitTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;
    private SmsBench _bench = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayDouble.StartAsync(GatewayAnswers.Html(503));
        _bench = SmsBench.Twilio(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task After_five_failures_a_gateway_is_not_asked_for_fifteen_seconds()
    {
        await SendAsync(times: 5);

        var delivery = await _bench.SendAsync("sms_twilio");

        Assert.Equal((true, TimeSpan.FromSeconds(15)), (delivery.MayRetry, delivery.RetryAfter));
        Assert.Equal(5, _gateway.Requests.Count);
        Assert.Contains("Error The gateway of sms_twilio keeps failing", _bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Then_one_call_tries_and_a_success_opens_the_way_for_all()
    {
        await SendAsync(times: 5);
        _gateway.Answer = TwilioDouble.AnswerAsync;
        _bench.Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_twilio")).Result);
        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_twilio")).Result);

        Assert.Contains("The gateway of sms_twilio works again", _bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Then_one_call_tries_and_a_failure_closes_it_for_fifteen_more_seconds()
    {
        await SendAsync(times: 5);
        _bench.Clock.Advance(TimeSpan.FromSeconds(15));

        await SendAsync(times: 3);

        Assert.Equal(6, _gateway.Requests.Count);
    }

    // A stranger's bad numbers, or an account out of balance, must not take the channel from everybody.
    [Fact]
    public async Task Answers_about_numbers_and_accounts_are_no_failures_of_the_gateway()
    {
        _gateway.Answer = TwilioDouble.AnswerAsync;
        foreach (var number in TwilioDouble.Refused.Keys.Concat(TwilioDouble.Refused.Keys))
        {
            await _bench.SendAsync("sms_twilio", number);
        }

        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_twilio")).Result);
    }

    [Fact]
    public async Task A_few_failures_among_successes_change_nothing()
    {
        _gateway.Answer = TwilioDouble.AnswerAsync;
        await SendAsync(times: 10);
        _gateway.Answer = GatewayAnswers.Html(503);
        await SendAsync(times: 5);
        _gateway.Answer = TwilioDouble.AnswerAsync;

        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_twilio")).Result);
    }

    private async Task SendAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _bench.SendAsync("sms_twilio");
        }
    }
}
