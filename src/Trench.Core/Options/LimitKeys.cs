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
        SettingKey.RateOrNone<LimitOptions>("SMS_PER_ADDRESS", (limits, value) => limits.SmsPerAddress = value),
    ];
}
