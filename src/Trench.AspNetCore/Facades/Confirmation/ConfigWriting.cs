using System.Text.Json;

namespace Trench.AspNetCore;

/// <summary>Configs as wcd-2factor writes them.</summary>
internal static class ConfigWriting
{
    private static readonly string[] Own = ["id", "status", "is_available", "item", "confirmation_id", "comfirmation_id", "code"];

    /// <summary>Whether a name is one of the answer's own, which no dispatcher may take.</summary>
    public static bool IsOwn(string name) => Own.Contains(name);

    public static void Write(Utf8JsonWriter writer, MethodConfig config)
    {
        writer.WriteStartObject();
        writer.WriteString("id", config.Id);
        writer.WriteString("title", config.Title);
        writer.WriteString("method", config.Method);
        writer.WriteBoolean("is_default", config.IsDefault);
        writer.WriteEndObject();
    }

    /// <summary>The long form: with the method as it is offered, and the own members unless the reader is not signed in yet.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, UserConfig config, bool withConfig)
    {
        WriteHead(writer, config);
        writer.WritePropertyName("method_config");
        Write(writer, config.MethodConfig);
        if (withConfig)
        {
            WriteConfig(writer, config.Members);
        }

        WriteFlags(writer, config);
        writer.WriteBoolean("is_available", config.IsAvailable);
    }

    /// <summary>The short form, with the members as they were just given.</summary>
    public static void WriteItem(Utf8JsonWriter writer, UserConfig config, UserConfigInput given)
    {
        writer.WriteStartObject();
        WriteHead(writer, config);
        WriteConfig(writer, config.Members.Select(member => KeyValuePair.Create(member.Key, Given(given, member.Key) ?? member.Value)));
        WriteFlags(writer, config);
        writer.WriteEndObject();
    }

    private static string? Given(UserConfigInput given, string name) =>
        given.Members.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private static void WriteHead(Utf8JsonWriter writer, UserConfig config)
    {
        writer.WriteString("id", config.Id);
        writer.WriteString("title", config.Title);
        writer.WriteString("status", ConfirmationWords.Text(config.Status));
        writer.WriteString("method_config_id", config.MethodConfig.Id);
    }

    private static void WriteFlags(Utf8JsonWriter writer, UserConfig config)
    {
        writer.WriteBoolean("is_active", config.IsActive);
        writer.WriteBoolean("is_default", config.IsDefault);
    }

    private static void WriteConfig(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, string>> members)
    {
        writer.WriteStartObject("config");
        foreach (var (name, value) in members)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }
}
