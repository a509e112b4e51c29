using System.Text.Json;

namespace Trench.Demo;

/// <summary>Answers of the demo's own routes, in the shape the facade's answers have.</summary>
internal static class Answers
{
    /// <summary>400 with one list of texts for each member.</summary>
    public static IResult Invalid(IEnumerable<(string Member, string Text)> faults)
    {
        var members = faults.GroupBy(fault => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Member), fault => fault.Text)
            .ToDictionary(group => group.Key, object (group) => group.ToArray());
        members["error_code"] = "invalid";
        return Results.Json(members, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>A refusal that concerns the whole request.</summary>
    public static IResult Fault(int status, string code, string detail) =>
        Results.Json(new Dictionary<string, string> { ["detail"] = detail, ["error_code"] = code }, statusCode: status);

}
