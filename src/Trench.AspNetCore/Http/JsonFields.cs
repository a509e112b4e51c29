using System.Text.Json;
using System.Text.Unicode;

namespace Trench.AspNetCore;

/// <summary>Members of a JSON body: one object, strict UTF-8, no member twice, also not in another case.</summary>
internal static class JsonFields
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 8,
    };

    public static Read<IReadOnlyDictionary<string, Field>> Parse(byte[] octets)
    {
        // The parser looks at structure only and would find broken octets when a string is read.
        if (!Utf8.IsValid(octets))
        {
            return Faults.BadJson;
        }

        try
        {
            using var document = JsonDocument.Parse(octets, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ReadMembers(document.RootElement) : Faults.BadJson;
        }
        catch (JsonException)
        {
            return Faults.BadJson;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape is no character: the reader finds it when the string is unescaped.
            return Faults.BadJson;
        }
    }

    private static Read<IReadOnlyDictionary<string, Field>> ReadMembers(JsonElement body)
    {
        var members = new Dictionary<string, Field>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in body.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                return Faults.BadJson;
            }

            members.Add(member.Name, FieldOf(member.Value));
        }

        return new(members);
    }

    private static Field FieldOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Field.Null,
        JsonValueKind.String => Field.Of(value.GetString() ?? ""),
        _ => Field.OfJson(value.GetRawText()),
    };
}
