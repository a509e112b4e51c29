using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>A 200 with a JSON object in which something is said to people.</summary>
/// <param name="Write">Writes the body.</param>
internal sealed record SpokenReply(Action<Utf8JsonWriter, AnswerLanguage> Write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status200OK;
        var language = AnswerLanguage.For(httpContext);
        return Json.WriteAsync(httpContext, "application/json", writer => Write(writer, language));
    }
}
