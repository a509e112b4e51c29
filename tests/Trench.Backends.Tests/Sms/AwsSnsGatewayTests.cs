using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

public sealed class AwsSnsGatewayTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;
    private SmsBench _bench = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayDouble.StartAsync(new SnsDouble(new FakeClock()).AnswerAsync);
        _bench = SmsBench.AwsSns(_gateway.Address);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_one_signed_form_with_one_recipient()
    {
        Assert.Equal(DeliveryResult.Sent, (await _bench.SendAsync("sms_aws")).Result);

        var request = Assert.Single(_gateway.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Action"] = "Publish",
                ["Version"] = "2010-03-31",
                ["PhoneNumber"] = SmsBench.Phone,
                ["Message"] = "Your verification code is: 012345",
                ["MessageAttributes.entry.1.Name"] = "AWS.SNS.SMS.SMSType",
                ["MessageAttributes.entry.1.Value.DataType"] = "String",
                ["MessageAttributes.entry.1.Value.StringValue"] = "Transactional",
            },
            request.Form);
    }

    [Theory]
    [InlineData("AWS_SECRET_KEY", "another", "SignatureDoesNotMatch")]
    [InlineData("AWS_ACCESS_KEY", "AKIDANOTHER", "InvalidClientTokenId")]
    public async Task Wrong_credentials_are_an_alarm_for_the_operator(string key, string value, string code)
    {
        await using var bench = SmsBench.AwsSns(_gateway.Address, ($"MFA_METHODS:sms_aws:{key}", value));

        var delivery = await bench.SendAsync("sms_aws");

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
        Assert.Contains($"Error The gateway of sms_aws takes no messages", bench.Log.Text, StringComparison.Ordinal);
        Assert.Contains($"status 403, {code}", bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_number_is_told_to_the_user_in_words_of_ours()
    {
        var delivery = await _bench.SendAsync("sms_aws", SnsDouble.Refused);

        Assert.Equal((DeliveryResult.Refused, "The phone number cannot receive messages."), (delivery.Result, delivery.PublicMessage));
    }

    [Fact]
    public async Task Throttling_comes_with_status_400_and_is_tried_again() =>
        Assert.True((await _bench.SendAsync("sms_aws", SnsDouble.Throttled)).MayRetry);

    [Theory]
    [InlineData("<PublishResponse/>")]
    [InlineData("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult/></PublishResponse>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><PublishResponse>&b;</PublishResponse>")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_success_that_does_not_look_like_one_is_none(string body)
    {
        _gateway.Answer = GatewayAnswers.Of(200, body, "text/xml");

        var delivery = await _bench.SendAsync("sms_aws");

        Assert.Equal((DeliveryResult.Failed, false), (delivery.Result, delivery.MayRetry));
    }

    [Fact]
    public async Task The_vendors_words_are_logged_nowhere()
    {
        _gateway.Answer = SnsDouble.ErrorAsync(403, "Authorization Error +48500100200");

        await _bench.SendAsync("sms_aws");

        Assert.DoesNotContain("vendor's words", _bench.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("48500100200", _bench.Log.Text, StringComparison.Ordinal);
    }
}
