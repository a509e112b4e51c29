using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trench;

/// <summary>Configs as JSON: objects of texts.</summary>
internal static class ConfigJson
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static string Write(IReadOnlyDictionary<string, string> members)
    {
        var json = new JsonObject();
        foreach (var (name, text) in members)
        {
            json[name] = text;
        }

        return json.ToJsonString();
    }

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonNode.Parse(json) is JsonObject members
            ? members.Where(member => member.Value is JsonValue).ToDictionary(member => member.Key, member => TextOf(member.Value))
            : None;

    private static string TextOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "";
}
