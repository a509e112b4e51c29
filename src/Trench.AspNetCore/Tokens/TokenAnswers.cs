using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>What the token routes answer to a good token.</summary>
internal static class TokenAnswers
{
    public static IResult Live { get; } = new JsonReply(writer =>
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    });

    /// <summary>The new pair; SimpleJWT leaves <c>token</c> out here.</summary>
    public static IResult Refreshed(IReadOnlyDictionary<string, string> tokens) => new JsonReply(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in tokens.Where(token => token.Key != "token"))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    });
}
