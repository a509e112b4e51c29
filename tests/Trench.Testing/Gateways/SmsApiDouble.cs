using Microsoft.AspNetCore.Http;

namespace Trench.Testing;

/// <summary>SMSAPI's sms.do, written from its documentation and not verified against the service: errors come with status 200.</summary>
internal sealed class SmsApiDouble
{
    public const string Token = "smsapi-token";

    /// <summary>A number that is none.</summary>
    public const string Refused = "48500000013";

    private readonly HashSet<string> _identifiers = [];

    public Task AnswerAsync(GatewayRequest request, HttpContext context)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}")
        {
            return GatewayAnswers.Of(401, """{"error":101,"message":"Authorization failed"}""")(request, context);
        }

        var form = request.Form;
        var answer = form["to"] == Refused ? """{"error":13,"message":"No correct phonenumbers","invalid_numbers":[]}"""
            : form.GetValueOrDefault("check_idx") == "1" && !_identifiers.Add(form["idx"]) ? """{"error":53,"message":"Not unique idx"}"""
            : Taken;
        return GatewayAnswers.Of(200, answer)(request, context);
    }

    public const string Taken =
        """{"count":1,"list":[{"id":"5F1A","points":0.16,"number":"48500100200","status":"QUEUE","error":null,"idx":null}]}""";
}
