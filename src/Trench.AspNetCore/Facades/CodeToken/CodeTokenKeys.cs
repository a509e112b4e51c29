namespace Trench.AspNetCore;

/// <summary>The keys of <c>JWT2FA_AUTH</c>. docs/settings.md lists the same.</summary>
internal static class CodeTokenKeys
{
    public static readonly IReadOnlyList<SettingKey<CodeTokenOptions>> All =
    [
        SettingKey.Whole<CodeTokenOptions>("CODE_LENGTH", (options, value) => options.CodeLength = value),
        SettingKey.Text<CodeTokenOptions>("CODE_CHARACTERS", (options, value) => options.CodeCharacters = value),
        SettingKey.Text<CodeTokenOptions>("CODE_TOKEN_SECRET_KEY", (options, value) => options.CodeTokenSecretKey = value),
        SettingKey.Text<CodeTokenOptions>("CODE_EXTENSION_SECRET", (options, value) => options.CodeExtensionSecret = value),
        SettingKey.Duration<CodeTokenOptions>("CODE_EXPIRATION_TIME", (options, value) => options.CodeExpirationTime = value),
        SettingKey.Whole<CodeTokenOptions>("CODE_TOKEN_JTI_BYTES", (options, value) => options.CodeTokenJtiBytes = value),
        SettingKey.RateOrNone<CodeTokenOptions>("CODE_TOKEN_THROTTLE_RATE", (options, value) => options.CodeTokenThrottleRate = value),
        SettingKey.DurationOrNone<CodeTokenOptions>("AUTH_TOKEN_RETRY_WAIT_TIME", (options, value) => options.AuthTokenRetryWaitTime = value),
        SettingKey.WholeOrNone<CodeTokenOptions>(
            "MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN", (options, value) => options.MaxAuthAttemptsPerCodeToken = value),
        SettingKey.WholeOrNone<CodeTokenOptions>(
            "MAX_ACTIVE_CODE_TOKENS_PER_USER", (options, value) => options.MaxActiveCodeTokensPerUser = value),
        SettingKey.Text<CodeTokenOptions>("AUTH_RESULT_ACCESS_TOKEN_KEY", (options, value) => options.AuthResultAccessTokenKey = value),
        SettingKey.Text<CodeTokenOptions>("AUTH_RESULT_REFRESH_TOKEN_KEY", (options, value) => options.AuthResultRefreshTokenKey = value),
        SettingKey.Text<CodeTokenOptions>("AUTH_RESULT_OTHER_TOKEN_KEY", (options, value) => options.AuthResultOtherTokenKey = value),
        SettingKey.Text<CodeTokenOptions>(
            "AUTH_RESULT_ENROLLMENT_TOKEN_KEY", (options, value) => options.AuthResultEnrollmentTokenKey = value),
        SettingKey.Text<CodeTokenOptions>("CODE_SENDER", (options, value) => options.CodeSender = value),
        SettingKey.Text<CodeTokenOptions>("EMAIL_SENDER_FROM_ADDRESS", (options, value) => options.EmailSenderFromAddress = value),
        SettingKey.Text<CodeTokenOptions>("EMAIL_SENDER_SUBJECT_OVERRIDE", (options, value) => options.EmailSenderSubjectOverride = value),
        SettingKey.Text<CodeTokenOptions>("EMAIL_SENDER_BODY_OVERRIDE", (options, value) => options.EmailSenderBodyOverride = value),
        SettingKey.Text<CodeTokenOptions>("TOTP_SECRET_GETTER", (options, value) => options.TotpSecretGetter = value),
        SettingKey.Text<CodeTokenOptions>("PREFERRED_2FA_METHOD_GETTER", (options, value) => options.Preferred2faMethodGetter = value),
        SettingKey.Text<CodeTokenOptions>("FALLBACK_2FA_METHOD", (options, value) => options.Fallback2faMethod = value),
        SettingKey.List<CodeTokenOptions>("TRUSTED_2FA_METHODS", (options, value) => options.Trusted2faMethods = value),
        SettingKey.Duration<CodeTokenOptions>(
            "ENROLLMENT_TOKEN_EXPIRATION_TIME", (options, value) => options.EnrollmentTokenExpirationTime = value),
        SettingKey.Text<CodeTokenOptions>("TOTP_ISSUER_NAME", (options, value) => options.TotpIssuerName = value),
        SettingKey.WholeOrNone<CodeTokenOptions>("TOTP_VALID_WINDOW", (options, value) => options.TotpValidWindow = value),
        SettingKey.Text<CodeTokenOptions>("TOTP_ENCRYPTION_KEY", (options, value) => options.TotpEncryptionKey = value),
    ];
}
