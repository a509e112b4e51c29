using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the administration answers to a right request.</summary>
internal static class AdminAnswers
{
    public static IResult Of(Outcome<Done> outcome) =>
        outcome.Succeeded ? TypedResults.NoContent() : AdminDialect.Translate(outcome.Refusal);

    public static IResult Enrolments(IReadOnlyList<AdministeredEnrolment> enrolments) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var enrolment in enrolments)
        {
            Write(writer, enrolment);
        }

        writer.WriteEndArray();
    });

    public static IResult Events(IReadOnlyList<MfaEvent> events) => new JsonReply(writer =>
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            Write(writer, happened);
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, AdministeredEnrolment enrolment)
    {
        writer.WriteStartObject();
        writer.WriteString("id", enrolment.Enrolment.Id);
        writer.WriteString("name", enrolment.Enrolment.Name);
        writer.WriteString("label", enrolment.Enrolment.Label);
        writer.WriteString("target", enrolment.Enrolment.Target);
        writer.WriteString("status", StatusOf(enrolment.Status));
        writer.WriteBoolean("is_primary", enrolment.Enrolment.IsPrimary);
        WriteInstant(writer, "created_at", enrolment.CreatedAt);
        WriteInstant(writer, "activated_at", enrolment.ActivatedAt);
        WriteInstant(writer, "last_used_at", enrolment.LastUsedAt);
        writer.WriteNumber("backup_codes_left", enrolment.BackupCodesLeft);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MfaEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("id", happened.Id);
        writer.WriteString("name", happened.Name);
        WriteInstant(writer, "at", happened.At);
        writer.WriteString("user_id", happened.UserId);
        writer.WriteString("actor_id", happened.ActorId);
        writer.WriteString("method", happened.Method);
        writer.WriteString("enrolment_id", happened.EnrolmentId);
        writer.WriteString("purpose", happened.Purpose);
        writer.WriteString("challenge_id", happened.ChallengeId);
        writer.WriteString("facade", happened.Facade);
        writer.WriteString("address", happened.Address);
        writer.WriteString("reason", happened.Reason);
        WriteCount(writer, happened.Count);
        writer.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            writer.WriteString(name, known.UtcDateTime);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteCount(Utf8JsonWriter writer, int? count)
    {
        if (count is { } known)
        {
            writer.WriteNumber("count", known);
        }
        else
        {
            writer.WriteNull("count");
        }
    }

    private static string StatusOf(EnrolmentStatus status) => status switch
    {
        EnrolmentStatus.Pending => "pending",
        EnrolmentStatus.Active => "active",
        EnrolmentStatus.Paused => "paused",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a name on the wire: give it one here."),
    };
}
