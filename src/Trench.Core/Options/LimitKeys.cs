namespace Trench;

/// <summary>The keys of <c>TRENCH_AUTH:LIMITS</c>.</summary>
internal static class LimitKeys
{
    public static readonly IReadOnlyList<SettingKey<LimitOptions>> All =
    [
        SettingKey.WholeOrNone<LimitOptions>("LOCK_AFTER", (limits, value) => limits.LockAfter = value),
        SettingKey.WholeOrNone<LimitOptions>("ACCOUNT_PER_DAY", (limits, value) => limits.AccountPerDay = value),
        SettingKey.WholeOrNone<LimitOptions>("ACCOUNT_PER_30_DAYS", (limits, value) => limits.AccountPer30Days = value),
        SettingKey.WholeOrNone<LimitOptions>("BACKUP_CODES_PER_DAY", (limits, value) => limits.BackupCodesPerDay = value),
        SettingKey.RateOrNone<LimitOptions>("ADDRESS_FAILURES", (limits, value) => limits.AddressFailures = value),
        SettingKey.DurationOrNone<LimitOptions>("SEND_COOLDOWN", (limits, value) => limits.SendCooldown = value),
        SettingKey.RateOrNone<LimitOptions>("SENDS_PER_TARGET", (limits, value) => limits.SendsPerTarget = value),
        SettingKey.RateOrNone<LimitOptions>("DAILY_SENDS_PER_TARGET", (limits, value) => limits.DailySendsPerTarget = value),
        SettingKey.RateOrNone<LimitOptions>("DAILY_SMS_PER_TARGET", (limits, value) => limits.DailySmsPerTarget = value),
        SettingKey.RateOrNone<LimitOptions>("SENDS_PER_USER", (limits, value) => limits.SendsPerUser = value),
        SettingKey.RateOrNone<LimitOptions>("SMS_PER_USER", (limits, value) => limits.SmsPerUser = value),
        SettingKey.RateOrNone<LimitOptions>("SMS_PER_ADDRESS", (limits, value) => limits.SmsPerAddress = value),
        SettingKey.RateOrNone<LimitOptions>("SMS_PER_PREFIX", (limits, value) => limits.SmsPerPrefix = value),
        SettingKey.RateOrNone<LimitOptions>("SMS_IN_TOTAL", (limits, value) => limits.SmsInTotal = value),
    ];
}
