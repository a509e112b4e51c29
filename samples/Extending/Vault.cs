using System.Security.Claims;
using Trench;

/// <summary>
/// An action of the application's own that takes a second factor each time: the vault opens for one box and one person, once.
/// </summary>
internal static class Vault
{
    // begin-snippet: vault
    private const string Action = "open-vault";

    public static async Task<IResult> AskAsync(
        Box box, ClaimsPrincipal user, Confirmer confirmer, HttpContext context, CancellationToken cancellationToken)
    {
        var userId = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var own = (await confirmer.GetUserConfigsAsync(userId, cancellationToken)).FirstOrDefault(config => config.IsAvailable);
        if (own is null)
        {
            return Results.Conflict("Add a second factor first.");
        }

        var asked = await confirmer.RequestAsync(
            new ConfirmationRequest(Action) { UserId = userId, EnrolmentId = own.Id, Data = box }, cancellationToken);
        return asked.Succeeded
            ? Results.Ok(new { confirmation = asked.Value.Confirmation.Id })
            : Refuse(asked.Refusal, context);
    }

    public static async Task<IResult> OpenAsync(
        BoxKey key, ClaimsPrincipal user, Confirmer confirmer, HttpContext context, CancellationToken cancellationToken)
    {
        var userId = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var answered = await confirmer.ConfirmAsync(key.Confirmation, key.Code, userId, cancellationToken: cancellationToken);
        if (!answered.Succeeded)
        {
            return Refuse(answered.Refusal, context);
        }

        // What is opened is what was asked for, whatever this request says.
        return await confirmer.UseAsync(key.Confirmation, Action, userId, cancellationToken: cancellationToken) is { } used
            ? Results.Ok(new { open = used.Data<Box>()?.Number })
            : Results.Forbid();
    }

    private static IResult Refuse(Refusal refusal, HttpContext context)
    {
        if (refusal.Kind is RefusalKind.Locked or RefusalKind.SendCooldown or RefusalKind.Unavailable)
        {
            // An outage does not know how long it takes.
            var wait = refusal.RetryAfter ?? TimeSpan.FromSeconds(5);
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        }

        return refusal.Kind switch
        {
            RefusalKind.Locked or RefusalKind.SendCooldown => Results.StatusCode(StatusCodes.Status429TooManyRequests),
            RefusalKind.CodeMalformed => Results.BadRequest("That is no code."),
            RefusalKind.DeliveryFailed or RefusalKind.DeliveryRefused =>
                Results.UnprocessableEntity(refusal.PublicMessage ?? "The code could not be sent."),
            RefusalKind.Unavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Results.Forbid(),
        };
    }
    // end-snippet
}

internal sealed record Box(int Number);

internal sealed record BoxKey(string Confirmation, string Code);
