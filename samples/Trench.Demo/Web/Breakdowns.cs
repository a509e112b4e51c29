using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Trench.Demo;

/// <summary>
/// What the demo's own routes answer when something breaks: 409 where the database found what a check before could not (another request was
/// faster), 503 while it is away, 500 otherwise, never the text of the fault.
/// Trench's routes answer for themselves.
/// </summary>
internal static class Breakdowns
{
    private const string SecondsToWait = "5";
    private const int SqliteConstraint = 19;

    public static IApplicationBuilder UseBreakdowns(this IApplicationBuilder app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        ExceptionHandler = context => AnswerAsync(context, context.Features.Get<IExceptionHandlerFeature>()?.Error),
    });

    private static Task AnswerAsync(HttpContext context, Exception? fault)
    {
        if (IsAgainstConstraint(fault))
        {
            return Answers.Fault(StatusCodes.Status409Conflict, "conflict", DemoPhrases.Changed).ExecuteAsync(context);
        }

        if (!IsDatabaseAway(fault))
        {
            return Answers.Fault(StatusCodes.Status500InternalServerError, "server_error", DemoPhrases.ServerError).ExecuteAsync(context);
        }

        context.Response.Headers.RetryAfter = SecondsToWait;
        return Answers.Fault(StatusCodes.Status503ServiceUnavailable, "unavailable", DemoPhrases.Unavailable).ExecuteAsync(context);
    }

    // The standard's class of such faults; SQLite has a number of its own for it.
    private static bool IsAgainstConstraint(Exception? fault) => fault switch
    {
        null => false,
        SqliteException { SqliteErrorCode: SqliteConstraint } => true,
        DbException { SqlState: { } state } => state.StartsWith("23", StringComparison.Ordinal),
        _ => IsAgainstConstraint(fault.InnerException),
    };

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
