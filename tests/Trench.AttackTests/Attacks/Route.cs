using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Trench.AttackTests;

/// <summary>One route as the demo's own document tells of it, so that a new one is attacked from its first day.</summary>
internal sealed record Route(HttpMethod Verb, string Pattern, Member[] Members, string[] Query)
{
    /// <summary>With a value in each place of the path.</summary>
    public string Path { get; init; } = Filled(Pattern);

    /// <summary>Its verb and its path with the places left open.</summary>
    public string Name => $"{Verb} {Pattern}";

    public static async Task<IReadOnlyList<Route>> AllAsync(Target target)
    {
        var document = (await target.Visitor().GetAsync("/openapi/v1.json")).Has(200).Body!;
        return
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            let schema = operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]
            select new Route(HttpMethod.Parse(operation.Key), path.Key, MembersOf(schema), QueryOf(operation.Value!)),
        ];
    }

    /// <summary>A request with this value in each member.</summary>
    public HttpRequestMessage Request(string value, string query = "") => Request(Members, value, query);

    /// <summary>A request with this value in some of them.</summary>
    public HttpRequestMessage Request(IEnumerable<Member> members, string value, string query = "") => new(Verb, Path + query)
    {
        Content = Verb == HttpMethod.Get ? null : JsonContent.Create(members.ToDictionary(member => member.Name, member => member.With(value))),
    };

    /// <summary>A path with something in each place of it.</summary>
    public static string Filled(string pattern) => pattern
        .Replace("{method}", "app", StringComparison.Ordinal)
        .Replace("{user}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)
        .Replace("{uuid}", "00000000-0000-4000-8000-000000000000", StringComparison.Ordinal)
        .Replace("{enrolment}", "nothing", StringComparison.Ordinal)
        .Replace("{id}", "nothing", StringComparison.Ordinal);

    private static Member[] MembersOf(JsonNode? schema)
    {
        var required = schema?["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        return
        [
            .. schema?["properties"]?.AsObject().Select(member =>
                new Member(member.Key, TypesOf(member.Value).Contains("object"), required.Contains(member.Key))) ?? [],
        ];
    }

    // A type, or several of which one is null.
    private static IEnumerable<string> TypesOf(JsonNode? schema) => schema?["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()),
        { } type => [type.GetValue<string>()],
        null => [],
    };

    private static string[] QueryOf(JsonNode operation) =>
    [
        .. from parameter in operation["parameters"]?.AsArray() ?? []
        where parameter["in"]!.GetValue<string>() == "query"
        select parameter["name"]!.GetValue<string>(),
    ];
}

/// <summary>A member of a body.</summary>
internal sealed record Member(string Name, bool IsObject, bool IsRequired)
{
    /// <summary>A value for it; where it holds members itself, one for each that any method knows.</summary>
    public object With(string value) => IsObject ? new { code = value, email = value, phone_number = value } : value;
}
