using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the facade answers to a right request.</summary>
internal static class CodeTokenAnswers
{
    public static IResult Done => TokenAnswers.Live;

    public static IResult Token(string token, TimeSpan? retryAfter) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("token", token);
        if (retryAfter is { } wait)
        {
            writer.WriteNumber("retry_after", Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
        }

        writer.WriteEndObject();
    });

    public static IResult Setup(string secret, string uri) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("secret", secret);
        writer.WriteString("provisioning_uri", uri);
        writer.WriteEndObject();
    });

    public static IResult EnrolmentToken(string name, string token) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(name, token);
        writer.WriteEndObject();
    });

    /// <summary>The tokens under the facade's names, and after them what the application adds.</summary>
    public static IResult SignedIn(
        IReadOnlyDictionary<string, string> tokens, int? backupCodesLeft, IReadOnlyDictionary<string, JsonNode?> additions) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in tokens)
        {
            writer.WriteString(name, value);
        }

        if (backupCodesLeft is { } left)
        {
            writer.WriteNumber("backup_codes_left", left);
        }

        foreach (var (name, value) in additions.Where(addition => !tokens.ContainsKey(addition.Key)))
        {
            Json.WriteNode(writer, name, value);
        }

        writer.WriteEndObject();
    });
}
