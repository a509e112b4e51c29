using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Trench.Demo;

/// <summary>
/// What the demo's own routes answer when something breaks: 503 while the database is away, 500 otherwise, never the text of the fault.
/// Trench's routes answer for themselves.
/// </summary>
internal static class Breakdowns
{
    private const string SecondsToWait = "5";

    public static IApplicationBuilder UseBreakdowns(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = context => AnswerAsync(context, context.Features.Get<IExceptionHandlerFeature>()?.Error),
    });

    private static Task AnswerAsync(HttpContext context, Exception? fault)
    {
        if (!IsDatabaseAway(fault))
        {
            return Answers.Fault(StatusCodes.Status500InternalServerError, "server_error", DemoPhrases.ServerError).ExecuteAsync(context);
        }

        context.Response.Headers.RetryAfter = SecondsToWait;
        return Answers.Fault(StatusCodes.Status503ServiceUnavailable, "unavailable", DemoPhrases.Unavailable).ExecuteAsync(context);
    }

    // Entity Framework wraps what its driver throws.
    private static bool IsDatabaseAway(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is DbException or TimeoutException or StoreUnavailableException)
            {
                return true;
            }
        }

        return false;
    }
}
