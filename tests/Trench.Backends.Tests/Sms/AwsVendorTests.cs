using System.Text.Json;
using Trench.Testing;

namespace Trench.Backends.Sms.Tests;

/// <summary>
/// Two signers of the vendor's, in two languages, satisfy the verifier that our signer satisfies: so it is the rule that it checks, and not
/// our
/// reading of it.
/// </summary>
public sealed class AwsVendorTests : IAsyncLifetime
{
    private GatewayDouble _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayDouble.StartAsync(new SnsDouble(TimeProvider.System).AnswerAsync);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [ComponentFact(Component.Boto3)]
    public Task The_double_takes_what_boto3_signs() => MustTellApartAsync(VendorClient.Boto3Async);

    [ComponentFact(Component.AwsSdk)]
    public Task The_double_takes_what_the_sdk_for_javascript_signs() => MustTellApartAsync(VendorClient.AwsSdkAsync);

    [ComponentFact(Component.Boto3)]
    public async Task Boto3_sends_the_same_members()
    {
        await PublishAsync(VendorClient.Boto3Async, SmsBench.Phone, SnsDouble.SecretKey);

        var theirs = Assert.Single(_gateway.Requests).Form;
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Action"] = "Publish",
                ["Version"] = "2010-03-31",
                ["PhoneNumber"] = SmsBench.Phone,
                ["Message"] = "Your verification code is: 012345",
            },
            theirs);
    }

    private async Task MustTellApartAsync(Func<string, string, string, string, string, string, Task<JsonElement>> client)
    {
        var taken = await PublishAsync(client, SmsBench.Phone, SnsDouble.SecretKey);
        var forged = await PublishAsync(client, SmsBench.Phone, "another");
        var refused = await PublishAsync(client, SnsDouble.Refused, SnsDouble.SecretKey);

        Assert.Equal("m-1", taken.GetProperty("id").GetString());
        Assert.Equal("SignatureDoesNotMatch", forged.GetProperty("refused").GetString());
        Assert.Equal("InvalidParameter", refused.GetProperty("refused").GetString());
    }

    private Task<JsonElement> PublishAsync(
        Func<string, string, string, string, string, string, Task<JsonElement>> client, string to, string secretKey) =>
        client(_gateway.Address, SnsDouble.Region, SnsDouble.AccessKey, secretKey, to, "Your verification code is: 012345");
}
