namespace Trench;

/// <summary>The keys of <c>TRENCH_AUTH</c> itself. docs/settings.md lists the same.</summary>
internal static class EngineKeys
{
    /// <summary>The section of the methods, which the method registry reads.</summary>
    public const string Methods = "MFA_METHODS";

    public static readonly IReadOnlyList<SettingKey<TrenchOptions>> All =
    [
        SettingKey.Whole<TrenchOptions>("BACKUP_CODES_QUANTITY", (options, value) => options.BackupCodesQuantity = value),
        SettingKey.Whole<TrenchOptions>("BACKUP_CODES_LENGTH", (options, value) => options.BackupCodesLength = value),
        SettingKey.Text<TrenchOptions>("BACKUP_CODES_CHARACTERS", (options, value) => options.BackupCodesCharacters = value),
        new("BACKUP_CODES_SCOPE", (section, options) =>
        {
            if (!Enum.TryParse<BackupCodeScope>(section.Value, ignoreCase: true, out var scope) || !Enum.IsDefined(scope))
            {
                return "cannot be read; set Enrolment or User.";
            }

            options.BackupCodesScope = scope;
            return null;
        }),
        SettingKey.Flag<TrenchOptions>("ENCRYPT_BACKUP_CODES", (options, value) => options.EncryptBackupCodes = value),
        SettingKey.Whole<TrenchOptions>("SECRET_KEY_LENGTH", (options, value) => options.SecretKeyLength = value),
        SettingKey.Duration<TrenchOptions>("DEFAULT_VALIDITY_PERIOD", (options, value) => options.DefaultValidityPeriod = value),
        SettingKey.Flag<TrenchOptions>("CONFIRM_DISABLE_WITH_CODE", (options, value) => options.ConfirmDisableWithCode = value),
        SettingKey.Flag<TrenchOptions>(
            "CONFIRM_BACKUP_CODES_REGENERATION_WITH_CODE",
            (options, value) => options.ConfirmBackupCodesRegenerationWithCode = value),
        SettingKey.Flag<TrenchOptions>("ALLOW_BACKUP_CODES_REGENERATION", (options, value) => options.AllowBackupCodesRegeneration = value),
        SettingKey.Text<TrenchOptions>("APPLICATION_ISSUER_NAME", (options, value) => options.ApplicationIssuerName = value),
        SettingKey.Text<TrenchOptions>("USER_MFA_MODEL", ReadModel),
        SettingKey.Text<TrenchOptions>("USER_ACTIVE_FIELD", (options, value) => options.UserActiveField = value),
        SettingKey.Text<TrenchOptions>("FROM_EMAIL", (options, value) => options.FromEmail = value),
        SettingKey.Text<TrenchOptions>("FALLBACK_METHOD", (options, value) => options.FallbackMethod = value),
        SettingKey.Duration<TrenchOptions>("TICKET_LIFETIME", (options, value) => options.TicketLifetime = value),
        SettingKey.Whole<TrenchOptions>("TICKET_ATTEMPTS", (options, value) => options.TicketAttempts = value),
        SettingKey.Whole<TrenchOptions>("TICKETS_PER_USER", (options, value) => options.TicketsPerUser = value),
        SettingKey.Duration<TrenchOptions>("REMEMBER_DEVICES", (options, value) => options.RememberDevices = value),
        SettingKey.Duration<TrenchOptions>("SEND_WAIT", (options, value) => options.SendWait = value),
        SettingKey.Flag<TrenchOptions>("NOTICES", (options, value) => options.Notices = value),
        SettingKey.Duration<TrenchOptions>("EVENT_RETENTION", (options, value) => options.EventRetention = value),
        SettingKey.List<TrenchOptions>("SMS_COUNTRIES", (options, value) => options.SmsCountries = value),
        SettingKey.List<TrenchOptions>("ALLOW_INSECURE", (options, value) => options.AllowInsecure = value),
        new("LIMITS", (section, options) =>
        {
            SettingReader.Read(section, "LIMITS", LimitKeys.All, options.Limits, options.Notes);
            return null;
        }),
        new(Methods, (_, _) => null),
        Retired("CACHE_PREFIX", "has no effect; nothing is kept in a cache."),
        Retired("MAX_METHODS_PER_USER", "has no effect, as in django-trench."),
    ];

    // A settings dict that spells out the default of the original means the default here.
    private static void ReadModel(TrenchOptions options, string name)
    {
        if (name == "trench.MFAMethod")
        {
            options.Notes.Warn("USER_MFA_MODEL", "names django-trench's own model; enrolments are of the class Enrolment.");
            return;
        }

        options.UserMfaModel = name;
    }

    private static SettingKey<TrenchOptions> Retired(string name, string text) => new(name, (_, options) =>
    {
        options.Notes.Warn(name, text);
        return null;
    });
}
