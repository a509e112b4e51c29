using System.Net.Http.Json;

namespace Trench.AttackTests;

/// <summary>One route as the demo's own document tells of it, so that a new one is attacked from its first day.</summary>
internal sealed record Route(HttpMethod Verb, string Path, string[] Members)
{
    /// <summary>All of them, with a value in each place of a path.</summary>
    public static async Task<IReadOnlyList<Route>> AllAsync(Target target)
    {
        var document = (await target.Visitor().GetAsync("/openapi/v1.json")).Has(200).Body!;
        return
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            let members = operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]
            select new Route(
                HttpMethod.Parse(operation.Key),
                path.Key.Replace("{method}", "app", StringComparison.Ordinal)
                    .Replace("{user}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)
                    .Replace("{enrolment}", "nothing", StringComparison.Ordinal),
                [.. members?.AsObject().Select(member => member.Key) ?? []]),
        ];
    }

    /// <summary>A request with this value in each member.</summary>
    public HttpRequestMessage Request(string value, string query = "") => new(Verb, Path + query)
    {
        Content = Verb == HttpMethod.Get ? null : JsonContent.Create(Members.ToDictionary(member => member, _ => value)),
    };
}
