using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trench.Backends.Sms;

/// <summary>
/// Reads Twilio's answers by status first. Its codes are split further every year, so only those that are surely the number's fault are
/// told apart: what is not known is the operator's to look at.
/// </summary>
internal static partial class TwilioAnswer
{
    // To is not a valid number (21401 is what deux knows for it), has replied STOP, is no mobile phone.
    private static readonly int[] NumberCodes = [21211, 21401, 21610, 21614];

    // Twilio's own "too many requests", should it ever come with another status.
    private const int TooMany = 20429;

    public static GatewayVerdict Judge(GatewayAnswer answer)
    {
        using var json = answer.Json();
        if (answer.IsSuccess)
        {
            return json is null ? GatewayVerdict.Unreadable(answer) : JudgeMessage(answer, json.RootElement);
        }

        var code = json is null ? null : GatewayAnswer.Number(json.RootElement, "code");
        return answer.Status is >= 400 and < 500 && code is { } known
            ? OfCode(known, answer) ?? GatewayVerdict.OfStatus(answer) with { Reason = $"status {answer.Status}, code {known}" }
            : GatewayVerdict.OfStatus(answer);
    }

    private static GatewayVerdict JudgeMessage(GatewayAnswer answer, JsonElement message)
    {
        if (GatewayAnswer.Number(message, "error_code") is { } code)
        {
            return OfCode(code, answer) ?? new GatewayVerdict(GatewayResult.Misconfigured, $"code {code}");
        }

        return GatewayAnswer.Text(message, "sid") is { } sid
            && MessageSid().IsMatch(sid)
            && GatewayAnswer.Text(message, "status") is not ("failed" or "undelivered" or "canceled" or null)
                ? GatewayVerdict.Taken
                : GatewayVerdict.Unreadable(answer);
    }

    private static GatewayVerdict? OfCode(int code, GatewayAnswer answer) =>
        NumberCodes.Contains(code) ? new GatewayVerdict(GatewayResult.BadNumber, $"code {code}")
        : code == TooMany ? new GatewayVerdict(GatewayResult.Busy, $"code {code}") { RetryAfter = answer.RetryAfter }
        : null;

    [GeneratedRegex(@"\A(SM|MM)[0-9a-fA-F]{32}\z")]
    private static partial Regex MessageSid();
}
