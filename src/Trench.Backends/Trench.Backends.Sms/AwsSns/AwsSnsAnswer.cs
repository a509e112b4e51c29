using System.Xml.Linq;

namespace Trench.Backends.Sms;

/// <summary>Reads SNS's answers: the XML of a success, or the code of its error.</summary>
internal static class AwsSnsAnswer
{
    private const int LongestCode = 64;
    private static readonly XNamespace Sns = "http://sns.amazonaws.com/doc/2010-03-31/";

    // The other parameters are always the same, so a bad one is the number.
    private static readonly string[] NumberCodes = ["InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "OptedOut"];

    private static readonly string[] BusyCodes =
        ["Throttling", "Throttled", "ThrottlingException", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded"];

    private static readonly string[] IllCodes = ["InternalError", "InternalFailure", "ServiceUnavailable"];

    public static GatewayVerdict Judge(GatewayAnswer answer)
    {
        var root = answer.Xml();
        if (answer.IsSuccess)
        {
            return IsPublished(root) ? GatewayVerdict.Taken : GatewayVerdict.Unreadable(answer);
        }

        var status = GatewayVerdict.OfStatus(answer);
        return CodeOf(root) switch
        {
            null => status,
            var code when BusyCodes.Contains(code) => new(GatewayResult.Busy, code) { RetryAfter = answer.RetryAfter },
            var code when IllCodes.Contains(code) => new(GatewayResult.NotTaken, code) { RetryAfter = answer.RetryAfter },
            var code when answer.Status == 400 && NumberCodes.Contains(code) => new(GatewayResult.BadNumber, code),
            var code => status with { Reason = $"{status.Reason}, {code}" },
        };
    }

    private static bool IsPublished(XElement? root) =>
        root?.Name == Sns + "PublishResponse" && root.Element(Sns + "PublishResult")?.Element(Sns + "MessageId")?.Value is { Length: > 0 };

    // With or without the namespace: errors of the front door do not always have it.
    private static string? CodeOf(XElement? root) =>
        root is { Name.LocalName: "ErrorResponse" }
        && root.Elements().FirstOrDefault(child => child.Name.LocalName == "Error") is { } error
        && error.Elements().FirstOrDefault(child => child.Name.LocalName == "Code")?.Value is { Length: > 0 and <= LongestCode } code
        && code.All(char.IsAsciiLetterOrDigit)
            ? code
            : null;
}
