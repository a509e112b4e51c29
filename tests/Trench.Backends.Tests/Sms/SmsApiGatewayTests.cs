using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

public sealed class SmsApiGatewayTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;
    private SmsBench _bench = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayDouble.StartAsync(new SmsApiDouble().AnswerAsync);
        _bench = SmsBench.SmsApi(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_one_form_with_one_recipient()
    {
        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_api")).Result);

        var request = Assert.Single(_gateway.Requests);
        Assert.Equal(("POST", "/sms.do", "Bearer smsapi-token"), (request.Method, request.Path, request.Headers["Authorization"]));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["to"] = "48500100200",
                ["message"] = "Your verification code is: 012345",
                ["from"] = "Shop",
                ["format"] = "json",
                ["encoding"] = "utf-8",
                ["idx"] = "0123456789abcdef0123456789abcdef",
                ["check_idx"] = "1",
            },
            request.Form);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_handed_over_again_and_taken_once()
    {
        var sms = new SmsApiDouble();
        _gateway.Answer = async (request, context) =>
        {
            await sms.AnswerAsync(request, new Microsoft.AspNetCore.Http.DefaultHttpContext());
            context.Abort();
        };
        Assert.True((await _bench.SendAsync("sms_api")).MayRetry);
        _gateway.Answer = sms.AnswerAsync;

        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_api")).Result);
    }

    [Fact]
    public async Task A_bad_number_is_told_to_the_user_in_words_of_ours()
    {
        var delivery = await _bench.SendAsync("sms_api", "+" + SmsApiDouble.Refused);

        Assert.Equal((DeliveryResult.Refused, "The phone number cannot receive messages."), (delivery.Result, delivery.PublicMessage));
    }

    [Theory]
    [InlineData(200, """{"error":101,"message":"Authorization failed"}""")]
    [InlineData(401, """{"error":101,"message":"Authorization failed"}""")]
    [InlineData(200, """{"error":103,"message":"Not enough credits"}""")]
    [InlineData(200, """{"error":14,"message":"Wrong sender"}""")]
    [InlineData(200, """{"error":"105","message":"Not allowed address"}""")]
    [InlineData(200, """{"error":{"code":1}}""")]
    [InlineData(200, """{"count":1,"list":[{"id":"5F1A","error":103}]}""")]
    public async Task An_error_counts_whatever_its_status_and_is_an_alarm_for_the_operator(int status, string body)
    {
        _gateway.Answer = GatewayAnswers.Of(status, body);

        var delivery = await _bench.SendAsync("sms_api");

        Assert.Equal((DeliveryResult.Failed, false, null), (delivery.Result, delivery.MayRetry, delivery.PublicMessage));
        Assert.Contains("Error The gateway of sms_api takes no messages", _bench.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("credits", _bench.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":201,"message":"Internal error"}""")]
    [InlineData("""{"error":999,"message":"Internal error"}""")]
    [InlineData("""{"count":0,"list":[]}""")]
    [InlineData("""{"count":1,"list":[{"id":""}]}""")]
    [InlineData("""{"count":1,"list":{}}""")]
    [InlineData("OK")]
    public async Task What_it_may_do_better_next_time_is_tried_again(string body)
    {
        _gateway.Answer = GatewayAnswers.Of(200, body);

        var delivery = await _bench.SendAsync("sms_api");

        Assert.Equal((DeliveryResult.Failed, true), (delivery.Result, delivery.MayRetry));
    }
}
