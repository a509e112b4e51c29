using System.Net.Http.Headers;
using System.Text;

namespace Trench.Backends.Sms;

/// <summary>Amazon SNS, action Publish of its query protocol (version 2010-03-31): one signed form, one answer in XML.</summary>
internal sealed class AwsSnsGateway(HttpClient client, GatewayCalls calls, TimeProvider clock) : ISmsGateway
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <inheritdoc />
    public static bool HasAccount(MethodSettings settings) => AwsSnsAccount.IsGiven(settings);

    /// <inheritdoc />
    public Task<Delivery> SendAsync(SmsMessage message, MethodSettings settings, CancellationToken cancellationToken) => calls.MakeAsync(
        client,
        new GatewayCall(settings.Name, message.To, () => Request(message, settings), AwsSnsAnswer.Judge),
        cancellationToken);

    private HttpRequestMessage Request(SmsMessage message, MethodSettings settings)
    {
        var account = AwsSnsAccount.Of(settings);
        var address = GatewayKeys.Address(settings, account.Endpoint, "");
        var body = Form(message);
        var now = clock.GetUtcNow();
        var authorization = new SigV4Signer(account.AccessKey, account.SecretKey, account.Region, "sns").Sign(
            new SigV4Request("POST", address, [new("host", address.Authority), new("content-type", FormType)], body), now);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(FormType);
        request.Headers.Add(SigV4Signer.DateHeader, SigV4Signer.DateOf(now));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static byte[] Form(SmsMessage message)
    {
        KeyValuePair<string, string>[] form =
        [
            new("Action", "Publish"),
            new("Version", "2010-03-31"),
            new("PhoneNumber", message.To),
            new("Message", message.Text),

            // Codes are not advertising: without this the account's default may say so.
            new("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            new("MessageAttributes.entry.1.Value.DataType", "String"),
            new("MessageAttributes.entry.1.Value.StringValue", "Transactional"),
        ];
        var encoded = form.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return Encoding.ASCII.GetBytes(string.Join('&', encoded));
    }
}
