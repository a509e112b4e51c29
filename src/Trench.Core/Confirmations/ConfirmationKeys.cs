using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trench;

/// <summary>The keys of <c>WCD_2FACTOR</c>. docs/settings.md lists the same.</summary>
internal static class ConfirmationKeys
{
    public const string DebugCodeResponse = "DEBUG_CODE_RESPONSE";

    // The default of the original, as its code and its documents spell it.
    private static readonly string[] OriginalEncoders =
        ["wcd_2factor.utils.types.TwoFactorJSONEncoder", "wcd_2factor.utils.types.EnvoyerJSONEncoder"];

    public static readonly IReadOnlyList<SettingKey<ConfirmationOptions>> All =
    [
        new("METHODS", (section, options) =>
        {
            options.Methods = SettingText.Items(section);
            return options.Methods.Select(name => Describe(name, options)).FirstOrDefault(fault => fault is not null);
        }),
        new("JSON_ENCODER", (section, options) =>
        {
            options.JsonEncoder = section.Value;
            return string.IsNullOrEmpty(section.Value) || OriginalEncoders.Contains(section.Value) ? null : Encode(section.Value, options);
        }),
        SettingKey.Flag<ConfirmationOptions>(DebugCodeResponse, (options, value) => options.DebugCodeResponse = value),
    ];

    private static string? Describe(string name, ConfirmationOptions options)
    {
        if (Make<MethodDescriptor>(name) is not { } descriptor)
        {
            return $"names {name}, which is no class derived from MethodDescriptor that can be made; set its full name, with namespace.";
        }

        if (!DispatcherTypes.IsMethod(descriptor.Backend))
        {
            return $"names {name}, whose Backend is no method; return a class derived from AbstractMessageDispatcher or Method.";
        }

        options.Descriptors.Add(descriptor);
        return null;
    }

    private static string? Encode(string name, ConfirmationOptions options)
    {
        if (Make<JsonConverter>(name) is not { } encoder)
        {
            return "names no class derived from JsonConverter that can be made; set its full name, with namespace, or leave it out.";
        }

        options.Json = new JsonSerializerOptions(options.Json);
        options.Json.Converters.Add(encoder);
        return null;
    }

    private static T? Make<T>(string name)
        where T : class =>
        NamedType.Find(name) is { IsAbstract: false, ContainsGenericParameters: false } type
        && type.IsAssignableTo(typeof(T))
        && type.GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance(type) as T
            : null;
}
