using Microsoft.AspNetCore.Http;

namespace Trench.Testing;

/// <summary>SNS's Publish of its query protocol, with a real check of the signature.</summary>
internal sealed class SnsDouble(TimeProvider clock)
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Region = "eu-central-1";

    /// <summary>A number that is refused, and one for which there is too much traffic.</summary>
    public const string Refused = "+48500000400";

    public const string Throttled = "+48500000429";

    private readonly SigV4Verifier _verifier = new(AccessKey, SecretKey, clock);

    public Task AnswerAsync(GatewayRequest request, HttpContext context) =>
        _verifier.Fault(request) is { } fault ? ErrorAsync(403, fault)(request, context)
        : request.Form.GetValueOrDefault("Action") != "Publish" ? ErrorAsync(400, "InvalidAction")(request, context)
        : request.Form["PhoneNumber"] == Refused ? ErrorAsync(400, "InvalidParameter")(request, context)
        : request.Form["PhoneNumber"] == Throttled ? ErrorAsync(400, "Throttling")(request, context)
        : GatewayAnswers.Of(200, Taken, "text/xml")(request, context);

    public static Func<GatewayRequest, HttpContext, Task> ErrorAsync(int status, string code) => GatewayAnswers.Of(
        status,
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type>"
            + $"<Code>{code}</Code><Message>The vendor's words: {code}</Message></Error><RequestId>r1</RequestId></ErrorResponse>",
        "text/xml");

    public const string Taken =
        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m-1</MessageId></PublishResult>"
        + "<ResponseMetadata><RequestId>r1</RequestId></ResponseMetadata></PublishResponse>";
}
