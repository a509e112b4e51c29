namespace Trench.AspNetCore;

/// <summary>The classes of the application that settings name.</summary>
internal static class CodeTokenClasses
{
    // What a settings dict says that spells out drf-jwt-2fa's own functions means the default here.
    private const string Original = "drf_jwt_2fa.";

    /// <summary>The name; null when it means the default.</summary>
    public static string? Own(string? name) => name?.StartsWith(Original, StringComparison.Ordinal) == true ? null : name;

    /// <summary>The class of this name that can be made and is a <typeparamref name="T"/>; null without.</summary>
    public static Type? Find<T>(string? name) =>
        name is not null && NamedType.Find(name) is { IsClass: true, IsAbstract: false } type && type.IsAssignableTo(typeof(T)) ? type : null;

    public static IEnumerable<SettingFault> Faults(CodeTokenOptions options) =>
    [
        .. FaultsOf<ICodeSender>("CODE_SENDER", options.CodeSender),
        .. FaultsOf<ITotpSecretGetter>("TOTP_SECRET_GETTER", options.TotpSecretGetter),
        .. FaultsOf<IPreferredMethodGetter>("PREFERRED_2FA_METHOD_GETTER", options.Preferred2faMethodGetter),
    ];

    private static IEnumerable<SettingFault> FaultsOf<T>(string key, string? name)
    {
        if (name is not null && Find<T>(name) is null)
        {
            yield return new SettingFault(key, $"names no class that is an {typeof(T).Name}; set its full name, with namespace, or leave it out.");
        }
    }
}
