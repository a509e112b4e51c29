using System.Globalization;

namespace Trench;

/// <summary>Numbers and durations that have a lower and an upper bound.</summary>
internal sealed class RangeCheck : ISettingCheck
{
    private const int MostPerPeriod = 1_000_000;

    private static readonly Bound[] Bounds =
    [
        Whole("BACKUP_CODES_QUANTITY", options => options.BackupCodesQuantity, 1, 100),

        // 48 characters and the hyphens between groups of four are what an answer may have at most.
        Whole("BACKUP_CODES_LENGTH", options => options.BackupCodesLength, 6, 48),
        Whole("TICKET_ATTEMPTS", options => options.TicketAttempts, 1, 10),
        Whole("TICKETS_PER_USER", options => options.TicketsPerUser, 1, 100),

        // NIST SP 800-63B-4 section 3.1.3.2: an out-of-band code is good for ten minutes at most.
        Seconds("DEFAULT_VALIDITY_PERIOD", options => options.DefaultValidityPeriod, 1, 600),
        Seconds("TICKET_LIFETIME", options => options.TicketLifetime, 1, 900),
        Seconds("REMEMBER_DEVICES", options => options.RememberDevices, 0, 30 * 24 * 3600),
        Seconds("SEND_WAIT", options => options.SendWait, 0, 10),
        Seconds("EVENT_RETENTION", options => options.EventRetention, 0, 315_360_000),
        Seconds("LIMITS:SEND_COOLDOWN", options => options.Limits.SendCooldown, 0, 600),
        Whole("LIMITS:LOCK_AFTER", options => options.Limits.LockAfter, 1, MostPerPeriod),
        Whole("LIMITS:ACCOUNT_PER_DAY", options => options.Limits.AccountPerDay, 1, MostPerPeriod),
        Whole("LIMITS:ACCOUNT_PER_30_DAYS", options => options.Limits.AccountPer30Days, 1, MostPerPeriod),
        Whole("LIMITS:BACKUP_CODES_PER_DAY", options => options.Limits.BackupCodesPerDay, 1, MostPerPeriod),
        Whole("LIMITS:ADDRESS_FAILURES", options => options.Limits.AddressFailures?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SENDS_PER_TARGET", options => options.Limits.SendsPerTarget?.Count, 1, MostPerPeriod),
        Whole("LIMITS:DAILY_SENDS_PER_TARGET", options => options.Limits.DailySendsPerTarget?.Count, 1, MostPerPeriod),
        Whole("LIMITS:DAILY_SMS_PER_TARGET", options => options.Limits.DailySmsPerTarget?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SENDS_PER_USER", options => options.Limits.SendsPerUser?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SMS_PER_USER", options => options.Limits.SmsPerUser?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SMS_PER_ADDRESS", options => options.Limits.SmsPerAddress?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SMS_PER_PREFIX", options => options.Limits.SmsPerPrefix?.Count, 1, MostPerPeriod),
        Whole("LIMITS:SMS_IN_TOTAL", options => options.Limits.SmsInTotal?.Count, 1, MostPerPeriod),
    ];

    public IEnumerable<SettingFault> Faults(TrenchOptions options) =>
        from bound in Bounds
        let value = bound.Value(options)
        where value < bound.Least || value > bound.Most
        select new SettingFault(bound.Key, Text(value.Value, bound.Least, bound.Most, bound.Unit));

    /// <summary>The words for a value out of bounds.</summary>
    public static string Text(double value, double least, double most, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"is {value}{unit}; set {least} to {most}{unit}.");

    private static Bound Whole(string key, Func<TrenchOptions, int?> value, int least, int most) =>
        new(key, options => value(options), least, most, "");

    private static Bound Seconds(string key, Func<TrenchOptions, TimeSpan> value, int least, int most) =>
        new(key, options => value(options).TotalSeconds, least, most, " seconds");

    private sealed record Bound(string Key, Func<TrenchOptions, double?> Value, double Least, double Most, string Unit);
}
