using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>Our client and the double it is tested with, held against the vendor's own description and SDK.</summary>
public sealed class TwilioVendorTests : IAsyncLifetime
{
    private const string Document = "twilio_messages_openapi.json";

    private GatewayDouble _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayDouble.StartAsync(TwilioDouble.AnswerAsync);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    // One fact, because the proxy takes seconds to start.
    [ComponentFact(Component.Prism, VendorFile = Document)]
    public async Task Requests_and_answers_are_as_the_vendors_description_has_them()
    {
        await using var proxy = await PrismProxy.StartAsync(TestEnvironment.FindVendorFile(Document)!, _gateway.Address);
        await using var bench = SmsBench.Twilio(proxy.Address);
        await using var service = SmsBench.Twilio(
            proxy.Address, ("MFA_METHODS:sms_twilio:TWILIO_MESSAGING_SERVICE_SID", "MG" + new string('0', 32)));

        Assert.Equal(DeliveryResult.Sent, (await bench.SendAsync("sms_twilio")).Result);
        Assert.Equal(DeliveryResult.Sent, (await service.SendAsync("sms_twilio")).Result);
        Assert.Equal(DeliveryResult.Refused, (await bench.SendAsync("sms_twilio", "+15005550001")).Result);
        Assert.Equal(3, _gateway.Requests.Count);

        // The proxy does look: what the description does not allow becomes a failure of its own.
        _gateway.Answer = GatewayAnswers.Of(201, """{"sid":"SM00000000000000000000000000000001","status":"queued","direction":"sideways"}""");
        var violation = await bench.SendAsync("sms_twilio");
        Assert.Equal((DeliveryResult.Failed, true), (violation.Result, violation.MayRetry));
    }

    [ComponentFact(Component.TwilioSdk)]
    public async Task The_vendors_own_client_is_content_with_the_double()
    {
        var taken = await SendAsync(SmsBench.Phone);
        var refused = await SendAsync("+15005550001");

        Assert.Matches("^SM[0-9a-f]{32}$", taken.GetProperty("sid").GetString());
        Assert.Equal("queued", taken.GetProperty("status").GetString());
        Assert.Equal((400, 21211), (refused.GetProperty("refused").GetInt32(), refused.GetProperty("code").GetInt32()));
    }

    [ComponentFact(Component.TwilioSdk)]
    public async Task The_vendors_own_client_sends_the_same_request()
    {
        await SendAsync(SmsBench.Phone);
        await using var bench = SmsBench.Twilio(_gateway.Address);
        await bench.SendAsync("sms_twilio");

        var (theirs, ours) = (_gateway.Requests.First(), _gateway.Requests.Last());
        Assert.Equal(theirs.Form.OrderBy(pair => pair.Key), ours.Form.OrderBy(pair => pair.Key));
        Assert.All(
            ["Authorization", "Content-Type", "Accept"],
            header => Assert.Equal(theirs.Headers[header], ours.Headers[header]));
    }

    private Task<System.Text.Json.JsonElement> SendAsync(string to) => VendorClient.TwilioAsync(
        _gateway.Address, TwilioDouble.Sid, TwilioDouble.Token, TwilioDouble.From, to, "Your verification code is: 012345");
}
