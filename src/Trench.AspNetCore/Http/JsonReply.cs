using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trench.AspNetCore;

/// <summary>A 200 with a JSON object.</summary>
/// <param name="Write">Writes the body.</param>
internal sealed record JsonReply(Action<Utf8JsonWriter> Write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status200OK;
        return Json.WriteAsync(httpContext, "application/json", Write);
    }
}
