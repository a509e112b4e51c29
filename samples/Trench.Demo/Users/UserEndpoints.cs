using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo;

/// <summary>The application's own routes for its users, as an application would have them without Trench.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/auth/users").WithTags("users").AddEndpointFilter<NoStoreFilter>();
        users.MapPost("", RegisterAsync).RequireRateLimiting(Registrations.Policy)
            .Takes<NewUserBody>("username", "password")
            .Produces<UserBody>(StatusCodes.Status201Created).ProducesFaults(400, 409, 413, 415);
        users.MapGet("/me", ShowAsync).RequireAuthorization().Produces<UserBody>().ProducesFaults(401);
        users.MapDelete("/me", DeleteAsync).RequireAuthorization()
            .Takes<LeavingBody>()
            .Produces(StatusCodes.Status204NoContent).ProducesFaults(400, 401, 403, 409, 413, 415, 429);
        users.MapPost("/set_password", SetPasswordAsync).RequireAuthorization().RequireRateLimiting(PasswordGuesses.Policy)
            .Takes<NewPasswordBody>("current_password", "new_password")
            .Produces(StatusCodes.Status204NoContent).ProducesFaults(400, 401, 409, 413, 415, 429);
    }

    private static async Task<IResult> RegisterAsync(RequestBody<NewUserBody> body, UserManager<AppUser> users)
    {
        if (body.Value is not { Username: { } name, Password: { } password } given)
        {
            return body.Fault!;
        }

        var user = new AppUser { UserName = name, Email = given.Email, PhoneNumber = given.PhoneNumber, Language = given.Language };
        try
        {
            var result = await users.CreateAsync(user, password);
            return result.Succeeded
                ? Results.Json(UserBody.Of(user), statusCode: StatusCodes.Status201Created)
                : Answers.Invalid(result.Errors.Select(Words));
        }
        catch (DbUpdateException)
        {
            // Two registered this name at once: the index let one of them in.
            if (await users.FindByNameAsync(name) is null)
            {
                throw;
            }

            return Answers.Invalid([Words(users.ErrorDescriber.DuplicateUserName(name))]);
        }
    }

    private static async Task<IResult> ShowAsync(ClaimsPrincipal caller, UserManager<AppUser> users) =>
        await FindAsync(caller, users) is { } user ? Results.Json(UserBody.Of(user)) : Results.Unauthorized();

    private static async Task<IResult> DeleteAsync(HttpContext context, UserManager<AppUser> users, OwnProof proof)
    {
        var hasBody = context.Request.ContentLength is not 0
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        var body = hasBody ? await RequestBody<LeavingBody>.BindAsync(context) : null;
        if (body?.Fault is { } fault)
        {
            return fault;
        }

        if (await FindAsync(context.User, users) is not { } user)
        {
            return Results.Unauthorized();
        }

        // Who found an open session must not be able to do away with the account.
        if (await proof.RefuseAsync(context, body?.Value?.Code) is { } refused)
        {
            return refused;
        }

        var result = await users.DeleteAsync(user);
        return result.Succeeded ? Results.NoContent() : Overtaken();
    }

    private static async Task<IResult> SetPasswordAsync(RequestBody<NewPasswordBody> body, ClaimsPrincipal caller, UserManager<AppUser> users)
    {
        if (body.Value is not { CurrentPassword: { } current, NewPassword: { } chosen })
        {
            return body.Fault!;
        }

        if (await FindAsync(caller, users) is not { } user)
        {
            return Results.Unauthorized();
        }

        var result = await users.ChangePasswordAsync(user, current, chosen);
        return result switch
        {
            { Succeeded: true } => Results.NoContent(),
            _ when result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)) => Overtaken(),
            _ => Answers.Invalid(result.Errors.Select(Words)),
        };
    }

    // Another request changed or removed the user between reading and writing.
    private static IResult Overtaken() => Answers.Fault(StatusCodes.Status409Conflict, "conflict", DemoPhrases.Changed);

    private static Task<AppUser?> FindAsync(ClaimsPrincipal caller, UserManager<AppUser> users) =>
        users.FindByIdAsync(caller.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    // Identity's own texts repeat the value; an answer never does.
    private static (string Member, Phrase Text) Words(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => ("username", DemoPhrases.UserNameTaken),
        nameof(IdentityErrorDescriber.PasswordMismatch) => ("current_password", DemoPhrases.WrongPassword),
        nameof(IdentityErrorDescriber.InvalidEmail) => ("email", DemoPhrases.BadEmail),
        _ => ("username", DemoPhrases.BadUserName),
    };
}
