using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Trench.AspNetCore;

/// <summary>The parameters of a route's path and query as the document tells them.</summary>
internal static partial class RouteParameters
{
    private static readonly Dictionary<string, string> PathTexts = new()
    {
        ["method"] = "The name of a configured method.",
        ["user"] = "The user's id.",
        ["enrolment"] = "The enrolment's id.",
        ["id"] = "The id of the config.",
        ["uuid"] = "The id of the confirmation.",
    };

    public static List<IOpenApiParameter> Of(RouteDocument route) =>
    [
        .. Names().Matches(route.Text.Pattern).Select(match => Path(match.Groups[1].Value)),
        .. route.Query.Select(Query),
    ];

    private static OpenApiParameter Path(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = Schema.Text(PathTexts[name]),
    };

    private static OpenApiParameter Query(Member member) => new()
    {
        Name = member.Name,
        In = ParameterLocation.Query,
        Required = member.IsRequired,
        Schema = Schema.Text(member.Text),
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
