namespace Trench.AspNetCore;

/// <summary>The settings of <c>JWT2FA_AUTH</c> that weaken what is safe by default, or do nothing.</summary>
internal static class CodeTokenWarnings
{
    private static readonly (string Key, Func<CodeTokenOptions, bool> IsMade, string Text)[] Choices =
    [
        ("CODE_TOKEN_THROTTLE_RATE", options => options.CodeTokenThrottleRate is null, "is off; requests for codes per address are not limited."),
        (
            "MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN",
            options => options.MaxAuthAttemptsPerCodeToken is null,
            "is off; a code token may be answered as often as the account allows."),
        ("MAX_ACTIVE_CODE_TOKENS_PER_USER", options => options.MaxActiveCodeTokensPerUser is null, "is off; a user may have any number of code tokens."),
        (
            "AUTH_TOKEN_RETRY_WAIT_TIME",
            options => options.AuthTokenRetryWaitTime == TimeSpan.Zero,
            "is off; there is no pause between answers to a code token."),
        (
            "TRUSTED_2FA_METHODS",
            options => options.Trusted2faMethods.Contains(TwoFactorMethods.None),
            "has no-2fa; users may choose to sign in by the password alone."),
        ("CODE_EXTENSION_SECRET", options => options.CodeExtensionSecret is not null, "has no effect; the code token holds no hash of the code."),
        ("TOTP_ENCRYPTION_KEY", options => options.TotpEncryptionKey is not null, "has no effect; secrets are sealed under the master key."),
    ];

    public static IEnumerable<SettingFault> Of(CodeTokenOptions options, TrenchOptions engine) =>
        Choices.Where(choice => choice.IsMade(options)).Select(choice => new SettingFault(choice.Key, choice.Text));
}
