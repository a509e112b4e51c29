using FluentValidation;
using Microsoft.AspNetCore.Identity;

namespace Trench.Demo;

/// <summary>ASP.NET Core Identity as the demo uses it.</summary>
internal static class DemoUsers
{
    /// <summary>What a password costs at least outside Development: what the platform makes it cost by itself.</summary>
    private static readonly int FewestIterations = new PasswordHasherOptions().IterationCount;

    public static void AddDemoUsers(this IServiceCollection services)
    {
        services.AddIdentityCore<AppUser>(identity =>
        {
            // Length is what counts; rules about composition only make passwords predictable (NIST SP 800-63B-4 section 3.1.1.2).
            identity.Password.RequiredLength = BodyRules.ShortestPassword;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequiredUniqueChars = 1;

            // Strangers must not lock an owner out by guessing passwords; those are limited per address.
            identity.Lockout.AllowedForNewUsers = false;
            identity.User.AllowedUserNameCharacters = NewUserBodyValidator.NameCharacters;
        }).AddRoles<IdentityRole>().AddEntityFrameworkStores<AppDbContext>();
        services.AddOptions<PasswordHasherOptions>()
            .BindConfiguration("Demo:PasswordHasher")
            .Validate<IHostEnvironment>(
                static (hasher, environment) => hasher.IterationCount >= (environment.IsDevelopment() ? 1 : FewestIterations),
                $"Demo:PasswordHasher:IterationCount must be {FewestIterations} or more outside Development.")
            .ValidateOnStart();
        services.AddSingleton<IValidator<NewUserBody>, NewUserBodyValidator>();
        services.AddSingleton<IValidator<NewPasswordBody>, NewPasswordBodyValidator>();
        services.AddSingleton<IValidator<LeavingBody>, LeavingBodyValidator>();
        services.AddScoped<OwnProof>();
    }
}
