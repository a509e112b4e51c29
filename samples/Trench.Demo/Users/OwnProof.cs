using System.Globalization;
using System.Security.Claims;

namespace Trench.Demo;

/// <summary>Asks for a second factor before an action of the demo's own that a session alone must not do.</summary>
internal sealed class OwnProof(SessionFlow sessions, EnrolmentFlow enrolments)
{
    // Codes that /auth/code/request sent pay here, too: they are asked for by the routes of this name.
    private static readonly Caller Trench = new("trench");

    /// <summary>Null when the action may go on.</summary>
    public async Task<IResult?> RefuseAsync(HttpContext context, string? code)
    {
        var sessionId = context.User.FindFirstValue("sid") ?? "";
        if (await sessions.CheckAsync(sessionId, context.RequestAborted) is not { } live)
        {
            return Results.Unauthorized();
        }

        var caller = Trench with { Address = context.Connection.RemoteIpAddress?.ToString(), SessionId = live.Session.Id };
        var proven = await enrolments.ProveAsync(new Actor(live.User, live.Session, caller), code, context.RequestAborted);
        return proven.Succeeded ? null : Translate(proven.Refusal, context);
    }

    private static IResult Translate(Refusal refusal, HttpContext context)
    {
        if (refusal.RetryAfter is { } wait && refusal.Kind is RefusalKind.Locked)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Answers.Fault(StatusCodes.Status429TooManyRequests, "locked", DemoPhrases.TooManyTries);
        }

        return refusal.Kind switch
        {
            RefusalKind.CodeWrong or RefusalKind.CodeMalformed => Answers.Invalid([("code", DemoPhrases.BadCode)]),
            RefusalKind.FreshProofRequired =>
                Answers.Fault(StatusCodes.Status403Forbidden, "fresh_proof_required", DemoPhrases.FreshProofRequired),
            _ => Answers.Fault(StatusCodes.Status503ServiceUnavailable, "unavailable", DemoPhrases.Unavailable),
        };
    }
}
