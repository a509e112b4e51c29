using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Trench.AspNetCore;

/// <summary>The two bodies of an answer that says no: the ancestor's, and RFC 9457 for who asks for it.</summary>
internal static class FaultBody
{
    /// <summary>Names a kind of problem for good; the machine code follows.</summary>
    public const string TypePrefix = "urn:trench:problem:";

    public static void Write(Utf8JsonWriter writer, Fault fault, AnswerLanguage language)
    {
        writer.WriteStartObject();
        if (fault.Text is { } text)
        {
            writer.WriteString(fault.Key, language.Say(text));
        }

        WriteFields(writer, fault, language);
        WriteGrantError(writer, fault);
        WriteTokenMembers(writer, fault, language);
        writer.WriteString("error_code", fault.ErrorCode);
        writer.WriteEndObject();
    }

    public static void WriteProblem(Utf8JsonWriter writer, Fault fault, AnswerLanguage language)
    {
        writer.WriteStartObject();
        writer.WriteString("type", TypePrefix + fault.ErrorCode);
        writer.WriteString("title", language.Say(ReasonPhrases.GetReasonPhrase(fault.Status)));
        writer.WriteNumber("status", fault.Status);
        writer.WriteString("detail", DetailOf(fault, language));
        writer.WriteString("error_code", fault.ErrorCode);
        WriteGrantError(writer, fault);
        if (fault.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retry_after", seconds);
        }

        if (fault.Fields.Count > 0)
        {
            writer.WriteStartObject("errors");
            WriteFields(writer, fault, language);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string DetailOf(Fault fault, AnswerLanguage language) =>
        string.Join(' ', (fault.Text is { } text ? [text] : fault.Fields.Values.SelectMany(texts => texts)).Select(language.Say));

    // A member of a member is named with a slash: config/email.
    private static void WriteFields(Utf8JsonWriter writer, Fault fault, AnswerLanguage language)
    {
        foreach (var owner in fault.Fields.GroupBy(field => field.Key.Split('/')[0]))
        {
            if (owner.Any(field => field.Key == owner.Key))
            {
                WriteTexts(writer, owner.Key, owner.First(field => field.Key == owner.Key).Value, language);
                continue;
            }

            writer.WriteStartObject(owner.Key);
            foreach (var (field, texts) in owner)
            {
                WriteTexts(writer, field[(owner.Key.Length + 1)..], texts, language);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<Phrase> texts, AnswerLanguage language)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(language.Say(text));
        }

        writer.WriteEndArray();
    }

    private static void WriteGrantError(Utf8JsonWriter writer, Fault fault)
    {
        if (fault.GrantError is { } error)
        {
            writer.WriteString("error", error);
        }
    }

    private static void WriteTokenMembers(Utf8JsonWriter writer, Fault fault, AnswerLanguage language)
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
        writer.WriteString("message", language.Say(HttpPhrases.TokenNotValid));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
