using System.Globalization;

namespace Trench.AspNetCore;

/// <summary>What is wrong with the settings of <c>DEUX</c>, and which of them weaken what is safe by default.</summary>
internal static class DeuxChecks
{
    public const string BackupCodeDigits = "BACKUP_CODE_DIGITS";
    private const int FewestBits = 64;
    private const string EmailHandler = "email";

    public static IEnumerable<SettingFault> Faults(DeuxOptions options, TrenchOptions engine) =>
    [
        .. Ranges(options),
        .. BackupCodes(options, engine),
        .. Classes(options, engine),
        .. Twilio(options),
        .. SmsMethod(options, engine),
        .. Clients(options),
    ];

    public static IEnumerable<SettingFault> Warnings(DeuxOptions options, TrenchOptions engine)
    {
        if (engine.BitsOf(options.BackupCodeDigits) < FewestBits)
        {
            yield return new SettingFault(BackupCodeDigits, $"codes read at recovery hold less than {FewestBits} bits.");
        }

        if (options.RecoveryReplaces)
        {
            yield return new SettingFault(
                "RECOVERY_REPLACES", "is true; whatever fetches the page, a browser that reads ahead too, makes the code read before worthless.");
        }

        if (options.BackupCodeDisablesMfa)
        {
            yield return new SettingFault(
                "BACKUP_CODE_DISABLES_MFA", "is true; who uses a backup code has no second factor any more until a method is added again.");
        }

        foreach (var (id, client) in options.Clients.Where(client => client.Value.IsGuessable))
        {
            yield return new SettingFault($"CLIENTS:{id}:SECRET", "is shorter than 16 characters; set a random one.");
        }
    }

    /// <summary>Whether new enrolments can be made of the class of this name.</summary>
    public static bool IsModel(string name) => NamedType.Find(name) is { IsAbstract: false } type
        && type.IsSubclassOf(typeof(Enrolment))
        && type.GetConstructor(Type.EmptyTypes) is not null;

    /// <summary>The sender of this name; null when it is none.</summary>
    public static Type? SenderOf(string name) =>
        NamedType.Find(name) is { IsClass: true, IsAbstract: false } type && type.IsAssignableTo(typeof(IMfaTextSender)) ? type : null;

    private static IEnumerable<SettingFault> Ranges(DeuxOptions options)
    {
        // Shorter ones could be taken for codes of a method, longer ones for a YubiKey's.
        (string Key, double Value, int Least, int Most, string Unit)[] bounds =
        [
            (BackupCodeDigits, options.BackupCodeDigits, 10, 30, ""),
            ("MFA_CODE_NUM_DIGITS", options.MfaCodeNumDigits, 6, 8, ""),
            ("STEP_SIZE", options.StepSize.TotalSeconds, 10, 200, " seconds"),
        ];
        return bounds.Where(bound => bound.Value < bound.Least || bound.Value > bound.Most).Select(bound => new SettingFault(
            bound.Key,
            string.Create(CultureInfo.InvariantCulture, $"is {bound.Value}{bound.Unit}; set {bound.Least} to {bound.Most}{bound.Unit}.")));
    }

    private static IEnumerable<SettingFault> BackupCodes(DeuxOptions options, TrenchOptions engine)
    {
        var bits = engine.BitsOf(options.BackupCodeDigits);
        if (options.BackupCodeDigits is >= 10 and <= 30 && bits < FewestBits && !engine.Allows(BackupCodeDigits))
        {
            var needed = Math.Ceiling(FewestBits / engine.BitsOf(1));
            yield return new SettingFault(
                BackupCodeDigits,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"gives codes of {Math.Floor(bits)} bits, {FewestBits} are needed; set at least {needed}, or list {BackupCodeDigits} in ALLOW_INSECURE."));
        }
    }

    private static IEnumerable<SettingFault> Classes(DeuxOptions options, TrenchOptions engine)
    {
        if (options.MfaModel is { } model && !IsModel(model))
        {
            yield return new SettingFault(
                "MFA_MODEL", "names no class derived from Enrolment that can be made; set its full name, with namespace, or leave it out.");
        }
        else if (options.MfaModel is { } named && engine.UserMfaModel != named)
        {
            yield return new SettingFault("MFA_MODEL", "names another class than USER_MFA_MODEL; an application has one, so set one of the two.");
        }

        if (options.SendMfaTextFunc is { } sender && SenderOf(sender) is null)
        {
            yield return new SettingFault(
                "SEND_MFA_TEXT_FUNC", "names no class that is an IMfaTextSender; set its full name, with namespace, or leave it out.");
        }
    }

    // Half an account would be none in deux, and codes would be printed.
    private static IEnumerable<SettingFault> Twilio(DeuxOptions options)
    {
        var keys = DeuxTwilio.Keys(options);
        return keys.All(key => key.Value is null)
            ? []
            : keys.Where(key => key.Value is null).Select(key => new SettingFault(key.Key, "is not set beside the other TWILIO keys; set all of them or none."));
    }

    private static IEnumerable<SettingFault> SmsMethod(DeuxOptions options, TrenchOptions engine)
    {
        if (options.SmsMethod is { } name && !engine.Methods.Any(method => method.Name == name && MayBeSms(method)))
        {
            var names = string.Join(", ", engine.Methods.Where(MayBeSms).Select(method => method.Name));
            yield return new SettingFault("SMS_METHOD", $"is not a method that takes a phone number; set one of: {names}.");
        }
    }

    // A request for sms brings a number, which no mail can be sent to.
    private static bool MayBeSms(MethodSettings method) => method is { Field: not null, Handler: not EmailHandler };

    private static IEnumerable<SettingFault> Clients(DeuxOptions options)
    {
        foreach (var (id, client) in options.Clients)
        {
            if (client.SecretHash is null)
            {
                yield return new SettingFault($"CLIENTS:{id}:SECRET", "is missing; set a random one of at least 16 characters.");
            }

            if (client.Scopes.Any(scope => !OAuthScope.IsToken(scope)))
            {
                yield return new SettingFault($"CLIENTS:{id}:SCOPES", "has one with a character that no scope may have; set words such as read.");
            }
        }
    }
}
