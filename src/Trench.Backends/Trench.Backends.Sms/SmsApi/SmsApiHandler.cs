namespace Trench.Backends.Sms;

/// <summary>How the engine knows this channel.</summary>
internal static class SmsApiHandler
{
    /// <summary>The registration, with the method <c>sms_api</c> that exists without configuration.</summary>
    public static readonly MethodHandler Registration =
        SmsHandler.Of<SmsApiGateway>(
            "smsapi", "sms_api", SmsApiAccount.Credentials, SmsApiAccount.Keys, SmsApiAccount.Faults) with
        {
            Aliases = ["trench.backends.sms_api.SMSAPIMessageDispatcher", "trench.backends.sms_api.SmsAPIBackend"],
        };
}
