using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Trench.AspNetCore;

/// <summary>The two bodies of an answer that says no: the ancestor's, and RFC 9457 for who asks for it.</summary>
internal static class FaultBody
{
    /// <summary>Names a kind of problem for good; the machine code follows.</summary>
    public const string TypePrefix = "urn:trench:problem:";

    public static void Write(Utf8JsonWriter writer, Fault fault)
    {
        writer.WriteStartObject();
        if (fault.Text is { } text)
        {
            writer.WriteString(fault.Key, text);
        }

        WriteFields(writer, fault);
        WriteTokenMembers(writer, fault);
        writer.WriteString("error_code", fault.ErrorCode);
        writer.WriteEndObject();
    }

    public static void WriteProblem(Utf8JsonWriter writer, Fault fault)
    {
        writer.WriteStartObject();
        writer.WriteString("type", TypePrefix + fault.ErrorCode);
        writer.WriteString("title", ReasonPhrases.GetReasonPhrase(fault.Status));
        writer.WriteNumber("status", fault.Status);
        writer.WriteString("detail", fault.Text ?? string.Join(' ', fault.Fields.Values.SelectMany(texts => texts)));
        writer.WriteString("error_code", fault.ErrorCode);
        if (fault.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retry_after", seconds);
        }

        if (fault.Fields.Count > 0)
        {
            writer.WriteStartObject("errors");
            WriteFields(writer, fault);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, Fault fault)
    {
        foreach (var (field, texts) in fault.Fields)
        {
            writer.WriteStartArray(field);
            foreach (var text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteTokenMembers(Utf8JsonWriter writer, Fault fault)
    {
        if (fault.TokenCode is { } code)
        {
            writer.WriteString("code", code);
        }

        if (!fault.WithTokenMessages)
        {
            return;
        }

        writer.WriteStartArray("messages");
        writer.WriteStartObject();
        writer.WriteString("token_class", "AccessToken");
        writer.WriteString("token_type", "access");
        writer.WriteString("message", Faults.TokenText);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
