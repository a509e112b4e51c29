using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo;

/// <summary>The administrator that <c>Demo:AdminUser</c> and <c>Demo:AdminPassword</c> name; made at the first start.</summary>
internal sealed class AdministratorAccount(UserManager<AppUser> users, RoleManager<IdentityRole> roles, IConfiguration configuration)
{
    private const string NameKey = "Demo:AdminUser";
    private const string PasswordKey = "Demo:AdminPassword";

    public async Task EnsureAsync()
    {
        switch (configuration[NameKey], configuration[PasswordKey])
        {
            case (null or "", null or ""):
                return;
            case ({ Length: > 0 } name, { Length: > 0 } password):
                await EnsureRoleAsync();
                await EnsureInRoleAsync(await FindOrCreateAsync(name, password));
                return;
            default:
                throw new InvalidOperationException($"{NameKey} and {PasswordKey} go together: set both or none.");
        }
    }

    private async Task<AppUser> FindOrCreateAsync(string name, string password)
    {
        if (await users.FindByNameAsync(name) is null)
        {
            await CreateAsync(name, password);
        }

        // Somebody may have registered the name before: whoever does not know the password must not become administrator by it.
        return await users.FindByNameAsync(name) is { } user && await users.CheckPasswordAsync(user, password)
            ? user
            : throw new InvalidOperationException(
                $"{NameKey}: there is a user of this name with another password. Set that one, or another name.");
    }

    private async Task CreateAsync(string name, string password)
    {
        try
        {
            var result = await users.CreateAsync(new AppUser { UserName = name }, password);
            if (!result.Succeeded && result.Errors.All(error => error.Code != nameof(IdentityErrorDescriber.DuplicateUserName)))
            {
                throw new InvalidOperationException(
                    $"{NameKey} and {PasswordKey} make no user: set a name of letters and digits and a password of 8 characters or more.");
            }
        }
        catch (DbUpdateException)
        {
            // Another node made it at the same moment; who looks next finds it.
        }
    }

    private async Task EnsureRoleAsync()
    {
        try
        {
            if (!await roles.RoleExistsAsync(DemoAdmin.Role))
            {
                await roles.CreateAsync(new IdentityRole(DemoAdmin.Role));
            }
        }
        catch (DbUpdateException)
        {
            // As above.
        }
    }

    private async Task EnsureInRoleAsync(AppUser user)
    {
        if (!await users.IsInRoleAsync(user, DemoAdmin.Role))
        {
            await users.AddToRoleAsync(user, DemoAdmin.Role);
        }
    }
}
