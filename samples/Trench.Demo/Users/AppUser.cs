using Microsoft.AspNetCore.Identity;

namespace Trench.Demo;

/// <summary>The demo's user: what Identity brings (among it e-mail and phone number), and whether it may sign in.</summary>
internal sealed class AppUser : IdentityUser
{
    public bool IsActive { get; set; } = true;
}
