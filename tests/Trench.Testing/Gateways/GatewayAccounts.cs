namespace Trench.Testing;

/// <summary>The settings with which the doubles know their client, by the handler that reads them.</summary>
internal static class GatewayAccounts
{
    public static IReadOnlyList<(string Key, string Value)> Of(string handler) => handler switch
    {
        "twilio" =>
        [
            ("TWILIO_ACCOUNT_SID", TwilioDouble.Sid), ("TWILIO_AUTH_TOKEN", TwilioDouble.Token),
            ("TWILIO_VERIFIED_FROM_NUMBER", TwilioDouble.From),
        ],
        "smsapi" => [("SMSAPI_ACCESS_TOKEN", SmsApiDouble.Token), ("SMSAPI_FROM_NUMBER", "Shop")],
        "aws_sns" => [("AWS_ACCESS_KEY", SnsDouble.AccessKey), ("AWS_SECRET_KEY", SnsDouble.SecretKey), ("AWS_REGION", SnsDouble.Region)],
        _ => throw new ArgumentOutOfRangeException(nameof(handler), handler, "No gateway has this handler."),
    };
}
