using System.Security.Claims;
using Trench;

/// <summary>
/// An action of the application's own that takes a second factor each time: the vault opens for one box and one person, once.
/// </summary>
internal static class Vault
{
    // begin-snippet: vault
    private const string Action = "open-vault";

    public static async Task<IResult> AskAsync(Box box, ClaimsPrincipal user, Confirmer confirmer, CancellationToken cancellationToken)
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
            : Results.BadRequest(asked.Refusal.Kind.ToString());
    }

    public static async Task<IResult> OpenAsync(BoxKey key, ClaimsPrincipal user, Confirmer confirmer, CancellationToken cancellationToken)
    {
        var userId = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        await confirmer.ConfirmAsync(key.Confirmation, key.Code, userId, cancellationToken: cancellationToken);

        // What is opened is what was asked for, whatever this request says.
        return await confirmer.UseAsync(key.Confirmation, Action, userId, cancellationToken: cancellationToken) is { } used
            ? Results.Ok(new { open = used.Data<Box>()?.Number })
            : Results.Forbid();
    }
    // end-snippet
}

internal sealed record Box(int Number);

internal sealed record BoxKey(string Confirmation, string Code);
