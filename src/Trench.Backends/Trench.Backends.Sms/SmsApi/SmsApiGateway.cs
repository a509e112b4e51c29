using System.Net.Http.Headers;

namespace Trench.Backends.Sms;

/// <summary>
/// SMSAPI: one form, one answer in JSON whose errors come with status 200. Written from its documentation; nobody here has an account to
/// try it with.
/// </summary>
internal sealed class SmsApiGateway(HttpClient client, GatewayCalls calls) : ISmsGateway
{
    private const string OwnBase = "https://api.smsapi.pl";

    /// <inheritdoc />
    public static bool HasAccount(MethodSettings settings) => SmsApiAccount.IsGiven(settings);

    /// <inheritdoc />
    public Task<Delivery> SendAsync(SmsMessage message, MethodSettings settings, CancellationToken cancellationToken) => calls.MakeAsync(
        client,
        new GatewayCall(settings.Name, message.To, () => Request(message, settings), SmsApiAnswer.Judge) { IsRepeatable = true },
        cancellationToken);

    private static HttpRequestMessage Request(SmsMessage message, MethodSettings settings)
    {
        var account = SmsApiAccount.Of(settings);
        List<KeyValuePair<string, string?>> form =
        [
            new("to", message.To.TrimStart('+')),
            new("message", message.Text),
            new("format", "json"),
            new("encoding", "utf-8"),

            // The same identifier is taken once only, so that a message whose answer was lost may be handed over again.
            new("idx", message.Id),
            new("check_idx", "1"),
        ];
        if (account.From is { } from)
        {
            form.Add(new("from", from));
        }

        return new HttpRequestMessage(HttpMethod.Post, GatewayKeys.Address(settings, OwnBase, "sms.do"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", account.Token) },
            Content = new FormUrlEncodedContent(form),
        };
    }
}
