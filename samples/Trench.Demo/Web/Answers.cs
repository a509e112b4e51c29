using System.Text.Json;
using System.Text.Json.Nodes;
using Trench.AspNetCore;

namespace Trench.Demo;

/// <summary>Answers of the demo's own routes, in the shape and the languages that the facade's answers have.</summary>
internal static class Answers
{
    /// <summary>400 with one list of texts for each member.</summary>
    public static IResult Invalid(IEnumerable<(string Member, Phrase Text)> faults) => new Spoken(StatusCodes.Status400BadRequest, language =>
    {
        var body = new JsonObject();
        foreach (var member in faults.GroupBy(fault => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Member), fault => fault.Text))
        {
            body[member.Key] = new JsonArray([.. member.Select(text => JsonValue.Create(language.Say(text)))]);
        }

        body["error_code"] = "invalid";
        return body;
    });

    /// <summary>A refusal that concerns the whole request.</summary>
    public static IResult Fault(int status, string code, Phrase detail) =>
        new Spoken(status, language => new JsonObject { ["detail"] = language.Say(detail), ["error_code"] = code });

    private sealed record Spoken(int Status, Func<AnswerLanguage, JsonObject> Body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Results.Json(Body(AnswerLanguage.For(httpContext)), statusCode: Status).ExecuteAsync(httpContext);
    }
}
