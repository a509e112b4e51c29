namespace Trench;

/// <summary>
/// The choices that weaken what is safe by default. Each is possible only by its own key, and each is a warning at start.
/// </summary>
internal static class InsecureChoices
{
    /// <summary>Keys whose insecure value needs <c>ALLOW_INSECURE</c>.</summary>
    public static readonly IReadOnlyList<string> Keys = ["BACKUP_CODES_LENGTH", "SECRET_KEY_LENGTH", "ENCRYPT_BACKUP_CODES"];

    private static readonly Choice[] Choices =
    [
        new("BACKUP_CODES_LENGTH", options => options.BackupCodeBits < 64, "backup codes hold less than 64 bits."),
        new("SECRET_KEY_LENGTH", options => options.SecretKeyLength < 32, "authenticator secrets hold less than 160 bits."),
        new("ENCRYPT_BACKUP_CODES", options => !options.EncryptBackupCodes, "is false; backup codes are hashed all the same."),
        new(
            "CONFIRM_DISABLE_WITH_CODE",
            options => !options.ConfirmDisableWithCode,
            "is false; a freshly proven session is enough to remove a method."),
        new(
            "CONFIRM_BACKUP_CODES_REGENERATION_WITH_CODE",
            options => !options.ConfirmBackupCodesRegenerationWithCode,
            "is false; a freshly proven session is enough to get new backup codes."),
        new(
            "REMEMBER_DEVICES",
            options => options.RememberDevices > TimeSpan.Zero,
            "is set; a device that proved a second factor signs in by the password alone for that long."),
        new("NOTICES", options => !options.Notices, "is false; users are not told of changes to their methods."),
        None("LOCK_AFTER", options => options.Limits.LockAfter is null, "wrong codes never lock an account."),
        None("ACCOUNT_PER_DAY", options => options.Limits.AccountPerDay is null, "wrong codes per day are not limited."),
        None("ACCOUNT_PER_30_DAYS", options => options.Limits.AccountPer30Days is null, "wrong codes per 30 days are not limited."),
        None("BACKUP_CODES_PER_DAY", options => options.Limits.BackupCodesPerDay is null, "wrong backup codes per day are not limited."),
        None("ADDRESS_FAILURES", options => options.Limits.AddressFailures is null, "wrong passwords per address are not limited."),
        None("SEND_COOLDOWN", options => options.Limits.SendCooldown == TimeSpan.Zero, "there is no pause between messages."),
        None("SENDS_PER_TARGET", options => options.Limits.SendsPerTarget is null, "messages per target are not limited."),
        None("DAILY_SENDS_PER_TARGET", options => options.Limits.DailySendsPerTarget is null, "messages per target and day are unlimited."),
        None("DAILY_SMS_PER_TARGET", options => options.Limits.DailySmsPerTarget is null, "SMS per number and day are not limited."),
        None("SENDS_PER_USER", options => options.Limits.SendsPerUser is null, "messages per user are not limited."),
        None("SMS_PER_USER", options => options.Limits.SmsPerUser is null, "SMS per user are not limited."),
        None("SMS_PER_ADDRESS", options => options.Limits.SmsPerAddress is null, "SMS per address are not limited."),
        None("SMS_PER_PREFIX", options => options.Limits.SmsPerPrefix is null, "SMS per range of numbers are not limited."),
        None("SMS_IN_TOTAL", options => options.Limits.SmsInTotal is null, "SMS in all are not limited."),
    ];

    /// <summary>A line for each choice that is made.</summary>
    public static IEnumerable<string> Of(TrenchOptions options) =>
        Choices.Where(choice => choice.IsMade(options)).Select(choice => options.Notes.On(choice.Key, choice.Text));

    /// <summary>The keys of the choices that are made.</summary>
    public static IEnumerable<string> KeysOf(TrenchOptions options) => Choices.Where(choice => choice.IsMade(options)).Select(choice => choice.Key);

    private static Choice None(string key, Func<TrenchOptions, bool> isMade, string text) =>
        new("LIMITS:" + key, isMade, "is off; " + text);

    private sealed record Choice(string Key, Func<TrenchOptions, bool> IsMade, string Text);
}
