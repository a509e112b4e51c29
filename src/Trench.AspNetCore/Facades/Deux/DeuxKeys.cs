namespace Trench.AspNetCore;

/// <summary>The keys of <c>DEUX</c>. docs/settings.md lists the same.</summary>
internal static class DeuxKeys
{
    private static readonly IReadOnlyList<SettingKey<DeuxClient>> OfClient =
    [
        SettingKey.Text<DeuxClient>("SECRET", (client, value) => client.SetSecret(value)),
        SettingKey.List<DeuxClient>("SCOPES", (client, value) => client.Scopes = [.. value.SelectMany(Words)]),
    ];

    public static readonly IReadOnlyList<SettingKey<DeuxOptions>> All =
    [
        SettingKey.Whole<DeuxOptions>("BACKUP_CODE_DIGITS", (options, value) => options.BackupCodeDigits = value),
        SettingKey.Whole<DeuxOptions>("MFA_CODE_NUM_DIGITS", (options, value) => options.MfaCodeNumDigits = value),
        SettingKey.Duration<DeuxOptions>("STEP_SIZE", (options, value) => options.StepSize = value),
        SettingKey.Text<DeuxOptions>("MFA_MODEL", (options, value) => options.MfaModel = value),
        SettingKey.Text<DeuxOptions>("SEND_MFA_TEXT_FUNC", (options, value) => options.SendMfaTextFunc = value),
        SettingKey.Text<DeuxOptions>("TWILIO_ACCOUNT_SID", (options, value) => options.TwilioAccountSid = value),
        SettingKey.Text<DeuxOptions>("TWILIO_AUTH_TOKEN", (options, value) => options.TwilioAuthToken = value),
        SettingKey.Text<DeuxOptions>("TWILIO_SMS_POOL_SID", (options, value) => options.TwilioSmsPoolSid = value),

        // What deux' documentation calls the key before.
        SettingKey.Text<DeuxOptions>("TWILIO_PHONE_NUMBER", (options, value) => options.TwilioSmsPoolSid ??= value),
        SettingKey.Text<DeuxOptions>("SMS_METHOD", (options, value) => options.SmsMethod = value),
        SettingKey.Flag<DeuxOptions>("RECOVERY_REPLACES", (options, value) => options.RecoveryReplaces = value),
        SettingKey.Flag<DeuxOptions>("BACKUP_CODE_DISABLES_MFA", (options, value) => options.BackupCodeDisablesMfa = value),
        SettingKey.Sections<DeuxOptions, DeuxClient>("CLIENTS", OfClient, (options, value) => options.Clients = value),
        SettingKey.List<DeuxOptions>("ALLOW_INSECURE", (options, value) => options.AllowInsecure = value),
    ];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
