using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the facade answers to a right request.</summary>
internal static class TrenchAnswers
{
    public static IResult Done => TypedResults.NoContent();

    public static IResult Notified(Notified notified) => new SpokenReply((writer, language) =>
    {
        writer.WriteStartObject();
        writer.WriteString("details", language.Say(notified.Details));
        foreach (var (name, value) in notified.Members.Where(member => member.Key != "details"))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    });

    public static IResult BackupCodes(NewBackupCodes codes) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        WriteTexts(writer, "backup_codes", codes.Codes);
        writer.WriteEndObject();
    });

    public static IResult Config(IReadOnlyList<string> methods, TrenchOptions options) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        WriteTexts(writer, "methods", methods);
        writer.WriteBoolean("confirm_disable_with_code", options.ConfirmDisableWithCode);
        writer.WriteBoolean("confirm_regeneration_with_code", options.ConfirmBackupCodesRegenerationWithCode);
        writer.WriteBoolean("allow_backup_codes_regeneration", options.AllowBackupCodesRegeneration);
        writer.WriteEndObject();
    });

    public static IResult Methods(IEnumerable<EnrolmentView> enrolments) => new JsonReply(writer => WriteMethods(writer, enrolments));

    public static IResult Asked(Asked asked) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("ephemeral_token", asked.Ticket);
        writer.WriteString("method", asked.Method);
        writer.WritePropertyName("other_methods");
        WriteMethods(writer, asked.Others);
        if (asked.RetryAfter is { } wait)
        {
            writer.WriteNumber("retry_after", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }

        writer.WriteEndObject();
    });

    /// <summary>The tokens of a completed sign-in, and after them what the application adds.</summary>
    public static IResult SignedIn(
        IReadOnlyDictionary<string, string> tokens, SignedIn signedIn, IReadOnlyDictionary<string, JsonNode?> additions) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in tokens)
        {
            writer.WriteString(name, value);
        }

        if (signedIn.BackupCodesLeft is { } left)
        {
            writer.WriteNumber("backup_codes_left", left);
        }

        if (signedIn.MustRegenerateCodes)
        {
            writer.WriteBoolean("regenerate_backup_codes", true);
        }

        foreach (var (name, value) in additions.Where(addition => !tokens.ContainsKey(addition.Key)))
        {
            Json.WriteNode(writer, name, value);
        }

        writer.WriteEndObject();
    });

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteMethods(Utf8JsonWriter writer, IEnumerable<EnrolmentView> enrolments)
    {
        writer.WriteStartArray();
        foreach (var enrolment in enrolments)
        {
            writer.WriteStartObject();
            writer.WriteString("name", enrolment.Name);
            writer.WriteBoolean("is_primary", enrolment.IsPrimary);
            writer.WriteString("id", enrolment.Id);
            writer.WriteString("label", enrolment.Label);
            writer.WriteString("target", enrolment.Target);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
