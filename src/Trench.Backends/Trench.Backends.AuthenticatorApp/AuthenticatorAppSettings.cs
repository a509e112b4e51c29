using System.Globalization;
using System.Security.Cryptography;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>One app method's settings, read and checked once for each use; docs/methods/app.md lists them.</summary>
/// <param name="Totp">How codes are made.</param>
/// <param name="Window">How many steps beside the current one are accepted.</param>
/// <param name="Issuer">The name the app shows above the account.</param>
/// <param name="QrFormat">The kind of QR image.</param>
internal sealed record AuthenticatorAppSettings(Totp Totp, OtpWindow Window, string Issuer, QrFormat QrFormat)
{
    /// <summary>What apps assume without a <c>digits</c> parameter.</summary>
    public const int UsualDigits = 6;

    /// <summary>What apps assume without a <c>period</c> parameter, in seconds.</summary>
    public const int UsualPeriod = 30;

    /// <summary>The keys a method of this handler may have.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["ALGORITHM", "DIGITS", "PERIOD", "WINDOW_BACK", "WINDOW_AHEAD", "ISSUER", "QR_FORMAT"];

    /// <summary>Reads settings that <see cref="Faults"/> found nothing wrong with.</summary>
    public static AuthenticatorAppSettings Read(MethodSettings settings, TrenchOptions options) => new(
        new Totp(
            Hash(settings) ?? HashAlgorithmName.SHA1,
            Number(settings, "DIGITS", UsualDigits),
            Number(settings, "PERIOD", UsualPeriod)),
        new OtpWindow(Number(settings, "WINDOW_BACK", 1), Number(settings, "WINDOW_AHEAD", 1)),
        IssuerOf(settings, options),
        Format(settings) ?? QrFormat.Png);

    /// <summary>What is wrong, one line for each key.</summary>
    public static IEnumerable<string> Faults(MethodSettings settings, TrenchOptions options)
    {
        if (Hash(settings) is null)
        {
            yield return $"ALGORITHM is '{settings.Value("ALGORITHM")}': set SHA1, SHA256 or SHA512.";
        }

        if (Number(settings, "DIGITS", UsualDigits) is not (6 or 8))
        {
            yield return $"DIGITS is '{settings.Value("DIGITS")}': set 6 or 8.";
        }

        if (Number(settings, "PERIOD", UsualPeriod) is < 15 or > 120)
        {
            yield return $"PERIOD is '{settings.Value("PERIOD")}': set 15 to 120 seconds.";
        }

        foreach (var key in new[] { "WINDOW_BACK", "WINDOW_AHEAD" })
        {
            if (Number(settings, key, 1) is < 0 or > 2)
            {
                yield return $"{key} is '{settings.Value(key)}': set 0, 1 or 2 steps.";
            }
        }

        if (Format(settings) is null)
        {
            yield return $"QR_FORMAT is '{settings.Value("QR_FORMAT")}': set png or svg.";
        }

        var issuer = IssuerOf(settings, options);
        if (issuer.Length == 0 || OtpAuthUri.Clean(issuer, OtpAuthUri.LongestName) != issuer)
        {
            yield return $"ISSUER (or TRENCH_AUTH:APPLICATION_ISSUER_NAME) cannot be shown: set 1 to {OtpAuthUri.LongestName} characters "
                + "without colon, control or bidirectional characters and without blanks around them.";
        }
    }

    private static string IssuerOf(MethodSettings settings, TrenchOptions options) =>
        settings.Value("ISSUER") ?? options.ApplicationIssuerName;

    private static HashAlgorithmName? Hash(MethodSettings settings) => settings.Value("ALGORITHM") switch
    {
        null or "SHA1" => HashAlgorithmName.SHA1,
        "SHA256" => HashAlgorithmName.SHA256,
        "SHA512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static QrFormat? Format(MethodSettings settings) => settings.Value("QR_FORMAT") switch
    {
        null or "png" => QrFormat.Png,
        "svg" => QrFormat.Svg,
        _ => null,
    };

    // Minus one for what is no number: out of every range, so that the fault shows the text as it was written.
    private static int Number(MethodSettings settings, string key, int fallback) => settings.Value(key) is not { } text
        ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
