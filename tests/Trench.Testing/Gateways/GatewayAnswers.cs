using Microsoft.AspNetCore.Http;

namespace Trench.Testing;

/// <summary>What a gateway, or what sits in front of one, may answer.</summary>
internal static class GatewayAnswers
{
    public static Func<GatewayRequest, HttpContext, Task> Of(
        int status, string body, string type = "application/json", string? retryAfter = null) => async (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            await context.Response.WriteAsync(body);
        };

    public static Func<GatewayRequest, HttpContext, Task> Html(int status) =>
        Of(status, "<html><body>Bad gateway</body></html>", "text/html");

    /// <summary>Never anything, until the caller leaves.</summary>
    public static async Task Silence(GatewayRequest request, HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // That is the end of it.
        }
    }

    /// <summary>Breaks the connection after the request was read.</summary>
    public static Task Break(GatewayRequest request, HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>A start that looks right and then a megabyte.</summary>
    public static async Task Flood(GatewayRequest request, HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var piece = new string('x', 16 * 1024);
        await context.Response.WriteAsync("{\"sid\":\"");
        for (var pieces = 0; pieces < 64 && !context.RequestAborted.IsCancellationRequested; pieces++)
        {
            await context.Response.WriteAsync(piece);
        }
    }
}
