using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Identity;

namespace Trench.Demo;

/// <summary>Asks the database for the role, on each request: a role that was taken is gone at once, and no token has to carry it.</summary>
internal sealed class StoredRoles(UserManager<AppUser> users) : AuthorizationHandler<RolesAuthorizationRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement)
    {
        if (await users.GetUserAsync(context.User) is not { } user)
        {
            return;
        }

        var roles = await users.GetRolesAsync(user);
        if (requirement.AllowedRoles.Intersect(roles, StringComparer.Ordinal).Any())
        {
            context.Succeed(requirement);
        }
    }
}
