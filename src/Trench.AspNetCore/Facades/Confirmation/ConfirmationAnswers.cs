using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the facade answers to a right request.</summary>
internal static class ConfirmationAnswers
{
    public static IResult MethodConfigs(IReadOnlyList<MethodConfig> configs) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var config in configs)
        {
            ConfigWriting.Write(writer, config);
        }

        writer.WriteEndArray();
    });

    public static IResult Schemas(IReadOnlyList<MethodSchema> schemas) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var schema in schemas)
        {
            writer.WriteStartObject();
            writer.WriteString("method", schema.Method);
            writer.WriteString("title", schema.VerboseName);
            writer.WritePropertyName("config_global_schema");
            schema.ConfigSchema.WriteTo(writer);
            writer.WritePropertyName("config_user_schema");
            schema.UserSchema.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static IResult UserConfigs(IReadOnlyList<UserConfig> configs) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var config in configs)
        {
            writer.WriteStartObject();
            ConfigWriting.WriteMembers(writer, config, withConfig: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>wcd spells the id of the confirmation wrongly, and its clients read that; the right spelling stands beside it.</summary>
    public static IResult Begun(BegunUserConfig begun, UserConfigInput input) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("item");
        ConfigWriting.WriteItem(writer, begun.Config, input);
        writer.WriteString("comfirmation_id", begun.ConfirmationId);
        writer.WriteString("confirmation_id", begun.ConfirmationId);
        foreach (var (name, value) in begun.Shown.Where(member => !ConfigWriting.IsOwn(member.Key)))
        {
            writer.WriteString(name == "qr_link" ? "provisioning_uri" : name, value);
        }

        WriteCode(writer, begun.DebugCode);
        writer.WriteEndObject();
    });

    public static IResult Confirmed(ConfirmedUserConfig confirmed) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        ConfigWriting.WriteMembers(writer, confirmed.Config, withConfig: true);
        if (confirmed.BackupCodes.Codes.Count > 0)
        {
            writer.WriteStartArray("backup_codes");
            foreach (var code in confirmed.BackupCodes.Codes)
            {
                writer.WriteStringValue(code);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    public static IResult Requested(RequestedConfirmation requested) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        WriteState(writer, requested.Confirmation);
        foreach (var (name, value) in requested.Members.Where(member => !ConfigWriting.IsOwn(member.Key)))
        {
            writer.WriteString(name, value);
        }

        WriteCode(writer, requested.DebugCode);
        writer.WriteEndObject();
    });

    /// <summary>How a confirmation stands; an unknown one and one that is over look alike.</summary>
    public static IResult Checked(Confirmation? confirmation) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        WriteState(writer, confirmation);
        writer.WriteEndObject();
    });

    public static IResult Used(string id) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteBoolean("used", true);
        writer.WriteEndObject();
    });

    public static IResult Asked(ConfigsAsked asked) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("authenticated", false);
        writer.WriteStartArray("configs");
        foreach (var config in asked.Configs)
        {
            writer.WriteStartObject();
            ConfigWriting.WriteMembers(writer, config, withConfig: false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("ephemeral_token", asked.Ticket);
        writer.WriteEndObject();
    });

    /// <summary>The tokens, and after them what the application adds to the answer of a login.</summary>
    public static IResult SignedIn(
        IReadOnlyDictionary<string, string> tokens, IReadOnlyDictionary<string, JsonNode?> additions) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("authenticated", true);
        foreach (var (name, value) in tokens)
        {
            writer.WriteString(name, value);
        }

        foreach (var (name, value) in additions.Where(
            added => !tokens.ContainsKey(added.Key) && added.Key is not ("authenticated" or "configs")))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value);
        }

        writer.WriteEndObject();
    });

    private static void WriteState(Utf8JsonWriter writer, Confirmation? confirmation)
    {
        writer.WriteString("id", confirmation?.Id);
        writer.WriteString("status", confirmation is null ? null : ConfirmationWords.Text(confirmation.Status));
        writer.WriteBoolean("is_available", confirmation?.IsAvailable == true);
    }

    private static void WriteCode(Utf8JsonWriter writer, string? code)
    {
        if (code is not null)
        {
            writer.WriteString("code", code);
        }
    }
}
