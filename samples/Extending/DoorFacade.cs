using Microsoft.AspNetCore.Http.HttpResults;
using Trench;
using Trench.AspNetCore;

/// <summary>
/// A protocol of one's own: a terminal beside a door knows two words, knock and enter. The facade translates; passwords, codes, limits and
/// single use are the engine's, and the same as on every other facade.
/// </summary>
public static class DoorFacade
{
    // Tickets are bound to this name: one of the door opens nothing elsewhere, and none from elsewhere opens the door.
    private const string Name = "door";

    // begin-snippet: terms
    /// <summary>What the door wants different: whoever knocks stands before it, so a ticket is short, and there is one at a time.</summary>
    public static FacadeTerms Terms { get; } = new(Name)
    {
        Challenges = new ChallengeTerms
        {
            Lifetime = TimeSpan.FromMinutes(2),
            Attempts = 3,
            LiveLimit = 1,
            Code = AnswerShape.Digits(8),
            MessageText = "{code} opens the door.",
        },
    };
    // end-snippet

    // begin-snippet: facade
    public static void MapDoor(this IEndpointRouteBuilder routes)
    {
        var door = routes.MapGroup("").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        door.MapPost("knock", KnockAsync);
        door.MapPost("enter", EnterAsync);
    }

    private static async Task<IResult> KnockAsync(
        Knock knock, SignInFlow flow, PassIssuer passes, HttpContext context, CancellationToken cancellationToken)
    {
        var step = await flow.BeginAsync(knock.Name, knock.Password, CallerOf(context), cancellationToken);
        return step.Value switch
        {
            SignedIn signedIn => await OpenAsync(passes, signedIn, cancellationToken),
            Asked asked => TypedResults.Accepted((string?)null, new Waiting(asked.Ticket, asked.Method)),
            _ => Refuse(step.Refusal, context),
        };
    }

    private static async Task<IResult> EnterAsync(
        Entry entry, SignInFlow flow, PassIssuer passes, HttpContext context, CancellationToken cancellationToken)
    {
        var answered = await flow.CompleteAsync(entry.Ticket, entry.Code, CallerOf(context), cancellationToken);
        return answered.Succeeded
            ? await OpenAsync(passes, answered.Value, cancellationToken)
            : Refuse(answered.Refusal, context);
    }
    // end-snippet

    private static Caller CallerOf(HttpContext context) => new(Name) { Address = context.Connection.RemoteIpAddress?.ToString() };

    // The session is committed when the flow returns: only now may a token be made.
    private static async Task<IResult> OpenAsync(PassIssuer passes, SignedIn signedIn, CancellationToken cancellationToken) =>
        TypedResults.Ok(await passes.IssueAsync(signedIn, cancellationToken));

    // begin-snippet: dialect
    // A dialect: what a refusal looks like here. A door says little.
    private static JsonHttpResult<Words> Refuse(Refusal? refusal, HttpContext context)
    {
        if (refusal?.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        }

        return refusal?.Kind switch
        {
            RefusalKind.Locked or RefusalKind.AddressThrottled => Shut(StatusCodes.Status429TooManyRequests, "Wait."),
            RefusalKind.CodeMalformed => Shut(StatusCodes.Status400BadRequest, "That is no code."),
            RefusalKind.Unavailable => Shut(StatusCodes.Status503ServiceUnavailable, "Come back later."),
            _ => Shut(StatusCodes.Status403Forbidden, "The door stays shut."),
        };
    }
    // end-snippet

    private static JsonHttpResult<Words> Shut(int status, string words) => TypedResults.Json(new Words(words), statusCode: status);
}

/// <summary>Who stands before the door.</summary>
public sealed record Knock(string Name, string Password);

/// <summary>What the door waits for, and by which method it comes.</summary>
public sealed record Waiting(string Ticket, string? Method);

/// <summary>The ticket with its code.</summary>
public sealed record Entry(string Ticket, string Code);

/// <summary>What the door says.</summary>
public sealed record Words(string Door);
