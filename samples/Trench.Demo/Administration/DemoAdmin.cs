using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Trench.Demo;

/// <summary>Who administers the demo, and the routes for it.</summary>
internal static class DemoAdmin
{
    public const string Role = "administrator";

    public static void AddDemoAdmin(this IServiceCollection services)
    {
        // begin-snippet: policy
        services.AddAuthorizationBuilder().AddPolicy(AdminFacade.DefaultPolicy, policy => policy.RequireRole(Role));
        services.AddScoped<IAuthorizationHandler, StoredRoles>();
        // end-snippet
    }

    public static void MapDemoAdmin(this IEndpointRouteBuilder app)
    {
        // begin-snippet: map
        app.MapGroup("/admin").MapTrenchAdmin();
        // end-snippet
        app.MapGet("/admin/users", FindAsync).AddEndpointFilter<NoStoreFilter>().RequireAuthorization(AdminFacade.DefaultPolicy)
            .WithTags("administration").Produces<AdministeredUser[]>().ProducesFaults(400, 401, 403);
    }

    // By the exact name or id: a list of all users is nothing that looking after one needs.
    private static async Task<IResult> FindAsync(string? name, UserManager<AppUser> users)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal))
        {
            return Answers.Invalid([(nameof(name), DemoPhrases.NoName)]);
        }

        // Identity cannot look for what is no Unicode text. A name that was registered has these characters only, and so has an id.
        var found = name.All(NewUserBodyValidator.NameCharacters.Contains)
            ? await users.FindByNameAsync(name) ?? await users.FindByIdAsync(name)
            : null;
        return Results.Json(found is null ? [] : new[] { new AdministeredUser(found.Id, found.UserName ?? "", found.IsActive) });
    }

    private sealed record AdministeredUser(string Id, string Username, bool IsActive);
}
