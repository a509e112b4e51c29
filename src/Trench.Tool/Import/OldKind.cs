namespace Trench.Tool;

/// <summary>What a method of the old application was, which decides what its row is worth.</summary>
internal enum OldKind
{
    /// <summary>An authenticator app: the secret is kept.</summary>
    App,

    /// <summary>Codes by e-mail: the address is the user's.</summary>
    Email,

    /// <summary>Codes by SMS: the number is the user's.</summary>
    Sms,

    /// <summary>A YubiKey: the secret is the public id of the device.</summary>
    Yubi,
}

/// <summary>The kinds of the names that django-trench gives its methods.</summary>
internal static class OldKinds
{
    /// <summary>The names of 0.2 and 0.3.</summary>
    public static readonly IReadOnlyDictionary<string, OldKind> ByName = new Dictionary<string, OldKind>(StringComparer.Ordinal)
    {
        ["app"] = OldKind.App,
        ["email"] = OldKind.Email,
        ["sms"] = OldKind.Sms,
        ["sms_twilio"] = OldKind.Sms,
        ["sms_api"] = OldKind.Sms,
        ["sms_aws"] = OldKind.Sms,
        ["yubi"] = OldKind.Yubi,
    };
}
