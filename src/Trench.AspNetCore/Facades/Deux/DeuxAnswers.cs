using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the facade answers to a right request.</summary>
internal static class DeuxAnswers
{
    // Members that an application may not take: the answers' own, and those by which a client tells that a code is asked for or refused.
    private static readonly HashSet<string> Own =
    [
        "token", "access_token", "expires_in", "token_type", "scope", "refresh_token", "mfa_required", "mfa_type", "error",
    ];

    public static IResult Done => TypedResults.NoContent();

    /// <summary>How it stands; with the addresses of the named methods.</summary>
    public static IResult Status(IReadOnlyList<OwnEnrolment> enrolments, DeuxMethods methods, params IEnumerable<DeuxMethod?> shown) =>
        new JsonReply(writer =>
        {
            var first = enrolments.FirstOrDefault(own => own.Status == EnrolmentStatus.Active);
            writer.WriteStartObject();
            writer.WriteBoolean("enabled", first is not null);
            if (first is not null)
            {
                writer.WriteString("challenge_type", methods.NameOf(first.View.Name));
            }

            foreach (var method in shown.OfType<DeuxMethod>().DistinctBy(method => method.Member))
            {
                WriteTarget(writer, method, enrolments);
            }

            writer.WriteEndObject();
        });

    public static IResult Recovery(string code) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("backup_code", code);
        writer.WriteEndObject();
    });

    public static IResult Asked(Asked asked, DeuxMethods methods) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("mfa_required", true);
        writer.WriteString("mfa_type", asked.Method is { } method ? methods.NameOf(method) : null);
        if (asked.RetryAfter is { } wait)
        {
            writer.WriteNumber("retry_after", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }

        writer.WriteEndObject();
    });

    /// <summary>The token, and after it what the application adds to the answer of a login.</summary>
    public static IResult Token(
        string token, int? backupCodesLeft, IReadOnlyDictionary<string, JsonNode?> additions) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", token);
        WriteLeft(writer, backupCodesLeft);
        WriteAdditions(writer, additions);
        writer.WriteEndObject();
    });

    /// <summary>
    /// RFC 6749 section 5.1, and after it what the application adds. Of what the request said nothing is repeated: deux sends its codes back.
    /// </summary>
    public static IResult Grant(
        OAuthTokens tokens, SignedIn signedIn, IReadOnlyDictionary<string, JsonNode?> additions) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("access_token", tokens.Access);
        writer.WriteNumber("expires_in", (int)tokens.Lifetime.TotalSeconds);
        writer.WriteString("token_type", "Bearer");
        writer.WriteString("scope", signedIn.Session.Scope ?? "");
        if (tokens.Refresh is { } refresh)
        {
            writer.WriteString("refresh_token", refresh);
        }

        WriteLeft(writer, signedIn.BackupCodesLeft);
        WriteAdditions(writer, additions);
        writer.WriteEndObject();
    });

    private static void WriteTarget(Utf8JsonWriter writer, DeuxMethod method, IReadOnlyList<OwnEnrolment> enrolments)
    {
        var target = enrolments.FirstOrDefault(own => own.View.Name == method.Method)?.Target;
        if (method.Member is { } member && !string.IsNullOrEmpty(target))
        {
            writer.WriteString(member, method.IsPhone ? DeuxPhone.Write(target) : target);
        }
    }

    private static void WriteLeft(Utf8JsonWriter writer, int? backupCodesLeft)
    {
        if (backupCodesLeft is { } left)
        {
            writer.WriteNumber("backup_codes_left", left);
        }
    }

    private static void WriteAdditions(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonNode?> additions)
    {
        foreach (var (name, value) in additions.Where(addition => !Own.Contains(addition.Key)))
        {
            Json.WriteNode(writer, name, value);
        }
    }
}
