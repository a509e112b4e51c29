using Microsoft.Extensions.Configuration;

namespace Trench;

/// <summary>The keys of one entry of <c>MFA_METHODS</c>: those every method has, and its handler's own.</summary>
internal static class MethodKeys
{
    /// <summary>Digits of a delivered code; every method that sends reads it.</summary>
    public const string CodeDigits = "CODE_DIGITS";

    /// <summary>Read before the others, because they say whether and by whom the others are read.</summary>
    public static readonly IReadOnlyList<SettingKey<MethodDraft>> First =
    [
        SettingKey.Flag<MethodDraft>("ENABLED", (draft, value) => draft.Enabled = value),
        SettingKey.Text<MethodDraft>("HANDLER", (draft, value) => draft.Handler = value),
    ];

    private static readonly IReadOnlyList<SettingKey<MethodDraft>> Common =
    [
        new("ENABLED", (_, _) => null),
        new("HANDLER", (_, _) => null),
        SettingKey.Text<MethodDraft>("VERBOSE_NAME", (draft, value) => draft.VerboseName = value),
        SettingKey.Text<MethodDraft>("FIELD", (draft, value) => draft.Field = value),
        Retired("USES_THIRD_PARTY_CLIENT", "has no effect, as in django-trench."),
        new("SERIALIZER", ReadSerializer),
    ];

    /// <summary>The user's field with the address.</summary>
    private static readonly SettingKey<MethodDraft> SourceField =
        SettingKey.Text<MethodDraft>("SOURCE_FIELD", (draft, value) => draft.SourceField = value);

    /// <summary>The same key where there is no address: django-trench's documentation has it on a YubiKey.</summary>
    private static readonly SettingKey<MethodDraft> NoSourceField =
        Retired("SOURCE_FIELD", "has no effect on a method that sends nothing.");

    /// <summary>Validity of a delivered code.</summary>
    private static readonly SettingKey<MethodDraft> Validity =
        SettingKey.Duration<MethodDraft>("VALIDITY_PERIOD", (draft, value) => draft.ValidityPeriod = value);

    /// <summary>The same key where no code is delivered.</summary>
    private static readonly SettingKey<MethodDraft> NoValidity =
        Retired("VALIDITY_PERIOD", "has no effect on a method that sends no code; PERIOD sets the step of an authenticator app.");

    /// <summary>What a method that sends codes reads.</summary>
    public static readonly IReadOnlyList<SettingKey<MethodDraft>> Delivered = [.. Common, SourceField, Validity];

    /// <summary>What a method that sends none reads.</summary>
    public static readonly IReadOnlyList<SettingKey<MethodDraft>> Undelivered = [.. Common, NoSourceField, NoValidity];

    /// <summary>The same of a class of the application, which may look at a user's field all the same.</summary>
    public static readonly IReadOnlyList<SettingKey<MethodDraft>> OfTheApplication = [.. Common, SourceField, NoValidity];

    /// <summary>A key that the handler reads itself: a text, or a list that reaches it joined by commas. Empty counts as not set.</summary>
    public static SettingKey<MethodDraft> Own(string name) => new(name, (section, draft) =>
    {
        if (section.GetChildren().Any(child => child.GetChildren().Any()))
        {
            return "is nested too deeply; set a text or a list of texts.";
        }

        var text = section.Value ?? string.Join(',', SettingText.Items(section));
        if (text.Length > 0)
        {
            draft.Values[name] = text;
        }

        return null;
    });

    private static string? ReadSerializer(IConfigurationSection section, MethodDraft draft)
    {
        if (string.IsNullOrEmpty(section.Value))
        {
            return null;
        }

        if (section.Value.StartsWith("trench.", StringComparison.Ordinal))
        {
            draft.Notes.Warn($"{draft.Path}:SERIALIZER", "has no effect; the dispatcher checks the address.");
            return null;
        }

        draft.Serializer = NamedType.Find(section.Value);
        return draft.Serializer is null
            ? "names no class here; name one derived from AbstractValidator of FluentValidation, "
                + "or check addresses by overriding Canonical in a dispatcher."
            : null;
    }

    private static SettingKey<MethodDraft> Retired(string name, string text) => new(name, (_, draft) =>
    {
        draft.Notes.Warn($"{draft.Path}:{name}", text);
        return null;
    });
}
