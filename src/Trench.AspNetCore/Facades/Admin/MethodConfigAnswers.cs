using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the administration answers about offered methods and confirmations.</summary>
internal static class MethodConfigAnswers
{
    /// <summary>The names of states on the wire.</summary>
    public static readonly IReadOnlyList<(string Name, ChallengeState State)> States =
    [
        ("open", ChallengeState.Open),
        ("answered", ChallengeState.Answered),
        ("spent", ChallengeState.Spent),
        ("closed", ChallengeState.Closed),
    ];

    public static IResult Of(Outcome<MethodConfig> outcome) => outcome.Succeeded
        ? new JsonReply(writer => Write(writer, outcome.Value))
        : AdminDialect.Translate(outcome.Refusal);

    public static IResult Configs(IReadOnlyList<MethodConfig> configs, IReadOnlyList<MethodSchema> schemas) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("method_configs");
        foreach (var config in configs)
        {
            Write(writer, config);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("methods");
        foreach (var schema in schemas)
        {
            writer.WriteStartObject();
            writer.WriteString("method", schema.Method);
            writer.WriteString("title", schema.VerboseName);
            writer.WritePropertyName("config_global_schema");
            schema.ConfigSchema.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static IResult Confirmations(IReadOnlyList<ConfirmationState> states) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var state in states)
        {
            writer.WriteStartObject();
            writer.WriteString("id", state.Id);
            writer.WriteString("action", state.Action);
            writer.WriteString("state", States.First(named => named.State == state.State).Name);
            writer.WriteString("user_id", state.UserId);
            writer.WriteString("method", state.Method);
            writer.WriteString("method_config_id", state.MethodConfigId);
            writer.WriteString("enrolment_id", state.EnrolmentId);
            writer.WriteNumber("attempts", state.Attempts);
            writer.WriteString("created_at", state.CreatedAt.UtcDateTime);
            writer.WriteString("expires_at", state.ExpiresAt.UtcDateTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, MethodConfig config)
    {
        writer.WriteStartObject();
        writer.WriteString("id", config.Id);
        writer.WriteString("title", config.Title);
        writer.WriteString("method", config.Method);
        writer.WritePropertyName("config");
        writer.WriteRawValue(config.Settings);
        writer.WriteBoolean("is_active", config.IsActive);
        writer.WriteBoolean("is_default", config.IsDefault);
        writer.WriteString("created_at", config.CreatedAt.UtcDateTime);
        writer.WriteString("updated_at", config.UpdatedAt.UtcDateTime);
        writer.WriteEndObject();
    }
}
