using System.Globalization;
using System.Net.Mail;

namespace Trench.AspNetCore;

/// <summary>What is wrong with the settings of <c>JWT2FA_AUTH</c>.</summary>
internal static class CodeTokenChecks
{
    private const int ShortestKey = 32;
    private const double FewestCodes = 1_000_000;
    private const int LongestSubject = 200;

    public static IEnumerable<SettingFault> Faults(CodeTokenOptions options, TrenchOptions engine) =>
    [
        .. Ranges(options),
        .. Codes(options, engine),
        .. Texts(options),
        .. Methods(options, engine),
        .. CodeTokenClasses.Faults(options),
    ];

    private static IEnumerable<SettingFault> Ranges(CodeTokenOptions options)
    {
        (string Key, double? Value, int Least, int Most, string Unit)[] bounds =
        [
            ("CODE_LENGTH", options.CodeLength, 4, 32, ""),
            ("CODE_EXPIRATION_TIME", options.CodeExpirationTime.TotalSeconds, 1, 900, " seconds"),
            ("CODE_TOKEN_JTI_BYTES", options.CodeTokenJtiBytes, 8, 64, ""),
            ("AUTH_TOKEN_RETRY_WAIT_TIME", options.AuthTokenRetryWaitTime.TotalSeconds, 0, 60, " seconds"),
            ("MAX_AUTH_ATTEMPTS_PER_CODE_TOKEN", options.MaxAuthAttemptsPerCodeToken, 1, 100, ""),
            ("MAX_ACTIVE_CODE_TOKENS_PER_USER", options.MaxActiveCodeTokensPerUser, 1, 100, ""),
            ("ENROLLMENT_TOKEN_EXPIRATION_TIME", options.EnrollmentTokenExpirationTime.TotalSeconds, 1, 3600, " seconds"),
            ("TOTP_VALID_WINDOW", options.TotpValidWindow, 0, 2, " steps"),
        ];
        return bounds.Where(bound => bound.Value < bound.Least || bound.Value > bound.Most).Select(bound => new SettingFault(
            bound.Key,
            string.Create(CultureInfo.InvariantCulture, $"is {bound.Value}{bound.Unit}; set {bound.Least} to {bound.Most}{bound.Unit}.")));
    }

    private static IEnumerable<SettingFault> Codes(CodeTokenOptions options, TrenchOptions engine)
    {
        var characters = options.CodeCharacters;
        if (characters.Distinct().Count() < characters.Length || characters.Any(character => character is <= ' ' or > '~' or '-'))
        {
            yield return new SettingFault("CODE_CHARACTERS", "are to be printable ASCII without space and hyphen, each once; set letters and digits.");
        }
        else if (Math.Pow(characters.Length, options.CodeLength) < FewestCodes)
        {
            yield return new SettingFault("CODE_LENGTH", "gives codes of fewer than a million values; set more characters.");
        }
        else if (engine.BackupCodesLength == options.CodeLength
            && engine.BackupCodesCharacters.ToUpperInvariant().Intersect(characters.ToUpperInvariant()).Any())
        {
            yield return new SettingFault("CODE_LENGTH", "is that of backup codes, which look alike then; set another length.");
        }

        if (options.CodeTokenSecretKey is { Length: < ShortestKey })
        {
            yield return new SettingFault(
                "CODE_TOKEN_SECRET_KEY", $"is shorter than {ShortestKey} characters; set a random one, or leave it out.");
        }
    }

    private static IEnumerable<SettingFault> Texts(CodeTokenOptions options)
    {
        if (options.EmailSenderFromAddress is { } from && (from.Any(char.IsControl) || !MailAddress.TryCreate(from, out _)))
        {
            yield return new SettingFault("EMAIL_SENDER_FROM_ADDRESS", "is no sender; set an address, such as Shop <noreply@example.com>.");
        }

        if (options.EmailSenderSubjectOverride is { } subject && (subject.Length > LongestSubject || subject.Any(char.IsControl)))
        {
            yield return new SettingFault("EMAIL_SENDER_SUBJECT_OVERRIDE", $"must be one line of at most {LongestSubject} characters.");
        }

        if (options.EmailSenderBodyOverride is { } body && !body.Contains("{code}", StringComparison.Ordinal))
        {
            yield return new SettingFault("EMAIL_SENDER_BODY_OVERRIDE", "does not say the code; put {code} into it.");
        }

        string[] keys =
        [
            options.AuthResultAccessTokenKey, options.AuthResultRefreshTokenKey, options.AuthResultOtherTokenKey,
            options.AuthResultEnrollmentTokenKey,
        ];
        if (keys.Distinct().Count() < keys.Length)
        {
            yield return new SettingFault("AUTH_RESULT_ACCESS_TOKEN_KEY", "or another key of results names a member twice; give each its own.");
        }
    }

    private static IEnumerable<SettingFault> Methods(CodeTokenOptions options, TrenchOptions engine)
    {
        var known = string.Join(", ", TwoFactorMethods.All);
        if (!TwoFactorMethods.All.Contains(options.Fallback2faMethod))
        {
            yield return new SettingFault("FALLBACK_2FA_METHOD", $"is not a method; set one of: {known}.");
        }
        else if (options.Fallback2faMethod == TwoFactorMethods.CodeSender && CodeTokenMethods.SenderOf(options, engine) is null)
        {
            yield return new SettingFault(
                "FALLBACK_2FA_METHOD", "is code-sender, and nothing can send: add an e-mail method with SOURCE_FIELD, or set CODE_SENDER.");
        }

        if (options.Trusted2faMethods.Except(TwoFactorMethods.All).Any())
        {
            yield return new SettingFault("TRUSTED_2FA_METHODS", $"has an item that is not a method; the methods are: {known}.");
        }
        else if (options.Trusted2faMethods.Count == 0)
        {
            yield return new SettingFault("TRUSTED_2FA_METHODS", $"is empty, so that no login could ever be completed; set some of: {known}.");
        }
    }
}
