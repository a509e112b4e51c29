using Microsoft.AspNetCore.Identity;

namespace Trench.Demo;

/// <summary>The demo's user: what Identity brings (among it e-mail and phone number), whether it may sign in, and its language.</summary>
internal sealed class AppUser : IdentityUser
{
    public bool IsActive { get; set; } = true;

    /// <summary>A BCP 47 tag, for mails and SMS; without one they follow the request.</summary>
    public string? Language { get; set; }
}
