using System.Net.Http.Headers;
using System.Text;

namespace Trench.Backends.Sms;

/// <summary>Twilio's Programmable Messaging, version 2010-04-01: one form, one answer in JSON.</summary>
internal sealed class TwilioGateway(HttpClient client, GatewayCalls calls) : ISmsGateway
{
    private const string OwnBase = "https://api.twilio.com";

    /// <inheritdoc />
    public static bool HasAccount(MethodSettings settings) => TwilioAccount.IsGiven(settings);

    /// <inheritdoc />
    public Task<Delivery> SendAsync(SmsMessage message, MethodSettings settings, CancellationToken cancellationToken) => calls.MakeAsync(
        client,
        new GatewayCall(settings.Name, message.To, () => Request(message, settings), TwilioAnswer.Judge),
        cancellationToken);

    private static HttpRequestMessage Request(SmsMessage message, MethodSettings settings)
    {
        var account = TwilioAccount.Of(settings);
        var address = GatewayKeys.Address(settings, OwnBase, $"2010-04-01/Accounts/{account.Sid}/Messages.json");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Sid}:{account.Token}"));
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials), Accept = { new("application/json") } },
            Content = new FormUrlEncodedContent(
            [
                new("To", message.To),
                account.Service is { } service ? new("MessagingServiceSid", service) : new("From", account.From),
                new("Body", message.Text),
            ]),
        };
    }
}
