namespace Trench.AspNetCore;

/// <summary>Deux' account at Twilio, in the keys of the method that sends by it.</summary>
internal static class DeuxTwilio
{
    /// <summary>The handler whose method gets the account.</summary>
    public const string Handler = "twilio";

    /// <summary>The keys that belong together, and which of them are set.</summary>
    public static IReadOnlyList<(string Key, string? Value)> Keys(DeuxOptions options) =>
    [
        ("TWILIO_ACCOUNT_SID", options.TwilioAccountSid),
        ("TWILIO_AUTH_TOKEN", options.TwilioAuthToken),
        ("TWILIO_SMS_POOL_SID", options.TwilioSmsPoolSid),
    ];

    /// <summary>The account; null unless all of it is set.</summary>
    public static IReadOnlyDictionary<string, string>? Account(DeuxOptions options) =>
        options is { TwilioAccountSid: { } sid, TwilioAuthToken: { } token, TwilioSmsPoolSid: { } sender }
            ? new Dictionary<string, string>
            {
                ["TWILIO_ACCOUNT_SID"] = sid,
                ["TWILIO_AUTH_TOKEN"] = token,
                // Deux hands its pool to Twilio as the sender; a messaging service has a key of its own there.
                [sender.StartsWith("MG", StringComparison.Ordinal) ? "TWILIO_MESSAGING_SERVICE_SID" : "TWILIO_VERIFIED_FROM_NUMBER"] = sender,
            }
            : null;
}
