using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trench.Testing;

/// <summary>
/// Twilio's POST Messages.json as its OpenAPI description and its SDK have it; both are held against it. Some numbers are refused, as
/// Twilio's
/// own test credentials do.
/// </summary>
internal static class TwilioDouble
{
    public const string Sid = "AC00000000000000000000000000000001";
    public const string Token = "twilio-token";
    public const string From = "+15005550006";
    public const string Path = $"/2010-04-01/Accounts/{Sid}/Messages.json";

    /// <summary>Numbers that get an error, by the code of it.</summary>
    public static readonly IReadOnlyDictionary<string, int> Refused = new Dictionary<string, int>
    {
        ["+15005550401"] = 21401,
        ["+15005550001"] = 21211,
        ["+15005550009"] = 21614,
        ["+15005550610"] = 21610,
        ["+15005550003"] = 21408,
        ["+15005550608"] = 21608,
    };

    public static Task AnswerAsync(GatewayRequest request, HttpContext context) => request switch
    {
        { Method: not "POST" } or { Path: not Path } => ErrorAsync(context, 404, 20404),
        _ when Given(request, "Authorization") != Basic() => ErrorAsync(context, 401, 20003),
        _ when !request.Form.TryGetValue("To", out var to) || to.Contains(',', StringComparison.Ordinal) => ErrorAsync(context, 400, 21604),
        _ when !request.Form.ContainsKey("From") && !request.Form.ContainsKey("MessagingServiceSid") => ErrorAsync(context, 400, 21603),
        _ when !request.Form.ContainsKey("Body") => ErrorAsync(context, 400, 21602),
        _ when Refused.TryGetValue(request.Form["To"], out var code) => ErrorAsync(context, 400, code),
        _ => TakeAsync(request, context),
    };

    private static Task TakeAsync(GatewayRequest request, HttpContext context) => WriteAsync(context, 201, new Dictionary<string, object?>
    {
        ["account_sid"] = Sid,
        ["api_version"] = "2010-04-01",
        ["body"] = request.Form["Body"],
        ["date_created"] = "Thu, 24 Aug 2023 05:01:45 +0000",
        ["date_sent"] = null,
        ["date_updated"] = "Thu, 24 Aug 2023 05:01:45 +0000",
        ["direction"] = "outbound-api",
        ["error_code"] = null,
        ["error_message"] = null,
        ["from"] = request.Form.GetValueOrDefault("From"),
        ["messaging_service_sid"] = request.Form.GetValueOrDefault("MessagingServiceSid"),
        ["num_media"] = "0",
        ["num_segments"] = "1",
        ["price"] = null,
        ["price_unit"] = "USD",
        ["sid"] = "SM" + Codes.Id(),
        ["status"] = "queued",
        ["subresource_uris"] = new Dictionary<string, string>(),
        ["to"] = request.Form["To"],
        ["uri"] = Path,
    });

    private static Task ErrorAsync(HttpContext context, int status, int code) => WriteAsync(context, status, new Dictionary<string, object?>
    {
        ["code"] = code,
        ["message"] = "The 'To' number is the matter, says the vendor.",
        ["more_info"] = $"https://www.twilio.com/docs/errors/{code}",
        ["status"] = status,
    });

    private static Task WriteAsync(HttpContext context, int status, Dictionary<string, object?> body) =>
        GatewayAnswers.Of(status, JsonSerializer.Serialize(body))(null!, context);

    private static string? Given(GatewayRequest request, string header) => request.Headers.GetValueOrDefault(header);

    private static string Basic() => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{Token}"));
}
