namespace Trench.Backends.Sms;

/// <summary>How the engine knows this channel.</summary>
internal static class TwilioHandler
{
    /// <summary>The registration, with the method <c>sms_twilio</c> that exists without configuration.</summary>
    public static readonly MethodHandler Registration =
        SmsHandler.Of<TwilioGateway>(
            "twilio", "sms_twilio", TwilioAccount.Credentials, TwilioAccount.Keys, TwilioAccount.Faults) with
        {
            Aliases = ["trench.backends.twilio.TwilioMessageDispatcher", "trench.backends.twilio.TwilioBackend"],
        };
}
