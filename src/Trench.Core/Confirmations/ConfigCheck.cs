using System.Text.Json.Nodes;

namespace Trench;

/// <summary>What is wrong with a member of a config.</summary>
public enum ConfigFaultKind
{
    /// <summary>It is missing, or empty although it must be given.</summary>
    Required,

    /// <summary>It is no text.</summary>
    NotText,

    /// <summary>It is longer than <see cref="ConfigField.LongestLength"/>.</summary>
    TooLong,

    /// <summary>It holds NUL, which databases cannot store.</summary>
    NullCharacter,

    /// <summary>Its field finds it wrong; <see cref="ConfigFault.Text"/> says why.</summary>
    Invalid,

    /// <summary>The config has no such member.</summary>
    Unknown,
}

/// <summary>A faulty member of a config.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record ConfigFault(string Member, ConfigFaultKind Kind)
{
    /// <summary>The most characters; of one that is too long.</summary>
    public int? Limit { get; init; }

    /// <summary>The words of its field; null otherwise.</summary>
    public Phrase? Text { get; init; }
}

/// <summary>Holds a config against the fields of its method, and describes the fields to front ends.</summary>
internal static class ConfigCheck
{
    /// <summary>What is wrong; empty when nothing is. A null value is one that was no text.</summary>
    public static IReadOnlyList<ConfigFault> Faults(IReadOnlyList<ConfigField> fields, IReadOnlyDictionary<string, string?> members)
    {
        var unknown = members.Keys.Except(fields.Select(field => field.Name))
            .Select(name => new ConfigFault(name, ConfigFaultKind.Unknown));
        return [.. fields.Select(field => FaultOf(field, members)).OfType<ConfigFault>(), .. unknown];
    }

    /// <summary>The fields as a JSON schema (draft 2020-12).</summary>
    public static JsonObject Schema(IReadOnlyList<ConfigField> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = field.Text,
                ["maxLength"] = field.LongestLength,
            };
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static ConfigFault? FaultOf(ConfigField field, IReadOnlyDictionary<string, string?> members) =>
        !members.TryGetValue(field.Name, out var value)
            ? field.IsRequired ? new ConfigFault(field.Name, ConfigFaultKind.Required) : null
            : value switch
            {
                null => new ConfigFault(field.Name, ConfigFaultKind.NotText),
                "" => field.IsRequired ? new ConfigFault(field.Name, ConfigFaultKind.Required) : null,
                _ when value.Length > field.LongestLength =>
                    new ConfigFault(field.Name, ConfigFaultKind.TooLong) { Limit = field.LongestLength },
                _ when value.Contains('\0', StringComparison.Ordinal) => new ConfigFault(field.Name, ConfigFaultKind.NullCharacter),
                _ => field.Fault(value) is { } text ? new ConfigFault(field.Name, ConfigFaultKind.Invalid) { Text = text } : null,
            };
}
