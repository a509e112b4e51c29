using System.Globalization;
using System.Text.Json;

namespace Trench.Backends.Sms;

/// <summary>
/// Reads SMSAPI's answers: with status 200 the member <c>error</c> decides, of the whole answer or of the only message in its list.
/// </summary>
internal static class SmsApiAnswer
{
    // No valid number: wrong, a landline, or on the account's own black list.
    private const int NoValidNumber = 13;

    // A message with this identifier was taken before: by the attempt whose answer was lost.
    private const int KnownIdentifier = 53;

    // Internal errors of the gateway.
    private static readonly int[] Internal = [201, 999];

    public static GatewayVerdict Judge(GatewayAnswer answer)
    {
        using var json = answer.Json();
        if (json is null)
        {
            return GatewayVerdict.OfStatus(answer);
        }

        if (Error(json.RootElement) is { } error)
        {
            return answer.IsSuccess || answer.Status is >= 400 and < 429 ? OfError(error) : GatewayVerdict.OfStatus(answer);
        }

        return answer.IsSuccess ? JudgeList(answer, json.RootElement) : GatewayVerdict.OfStatus(answer);
    }

    private static GatewayVerdict JudgeList(GatewayAnswer answer, JsonElement root)
    {
        if (!root.TryGetProperty("list", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 1
            || list[0].ValueKind != JsonValueKind.Object)
        {
            return GatewayVerdict.Unreadable(answer);
        }

        return Error(list[0]) is { } error ? OfError(error)
            : GatewayAnswer.Text(list[0], "id") is { Length: > 0 } ? GatewayVerdict.Taken
            : GatewayVerdict.Unreadable(answer);
    }

    private static GatewayVerdict OfError(int error) => error switch
    {
        NoValidNumber => new(GatewayResult.BadNumber, $"error {error}"),
        KnownIdentifier => GatewayVerdict.Taken,
        _ when Internal.Contains(error) => new(GatewayResult.NotTaken, $"error {error}"),
        _ => new(GatewayResult.Misconfigured, $"error {error}"),
    };

    // Any error that is there counts, also one that is no number: it is no success.
    private static int? Error(JsonElement element)
    {
        if (!element.TryGetProperty("error", out var error) || error.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = GatewayAnswer.Text(element, "error");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : GatewayAnswer.Number(element, "error") ?? 0;
    }
}
