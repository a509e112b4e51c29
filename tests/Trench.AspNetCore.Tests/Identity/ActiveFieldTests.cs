using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore.Tests;

/// <summary>django-trench's USER_ACTIVE_FIELD.</summary>
public sealed class ActiveFieldTests
{
    [Theory]
    [InlineData("is_active")]
    [InlineData("IsActive")]
    [InlineData("EmailConfirmed")]
    public async Task A_property_that_is_true_or_false_decides(string field)
    {
        await using var app = await StartAsync(field);
        await app.AddAsync("anna", configure: user => (user.IsActive, user.EmailConfirmed) = (false, false));

        Assert.Null(await app.AskAsync(directory => directory.CheckPasswordAsync("anna", "correct horse", default)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_property_of_something_related_decides_and_nothing_related_is_inactive(bool? isActive, bool mayEnter)
    {
        await using var app = await StartAsync("profile.is_active");
        var anna = await app.AddAsync("anna", configure: user => user.Profile = isActive is { } active ? new Profile { IsActive = active } : null);

        Assert.Equal(mayEnter, await app.AskAsync(directory => directory.CheckPasswordAsync("anna", "correct horse", default)) is not null);
        Assert.Equal(mayEnter, (await app.AskAsync(directory => directory.FindAsync(anna.Id.ToString(), default)))!.IsActive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_property_of_something_related_decides_too_where_a_cheap_hash_is_renewed(bool isActive)
    {
        await using var app = await StartAsync("profile.is_active");
        var anna = await app.AddAsync("anna", configure: user => user.Profile = new Profile { IsActive = isActive });
        var cheap = new PasswordHasher<AppUser>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).HashPassword(anna, "correct horse");
        await app.WithAsync<MembersContext, int>(context =>
            context.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, cheap)));

        var user = await app.AskAsync(directory => directory.CheckPasswordAsync("anna", "correct horse", default));

        var stored = await app.ReadAsync(anna.Id);
        Assert.NotEqual(cheap, stored.PasswordHash);
        Assert.Equal(isActive ? stored.SecurityStamp : null, user?.SecurityStamp);
    }

    [Theory]
    [InlineData("Enabled")]
    [InlineData("UserName")]
    public async Task Any_other_name_is_a_fault(string field)
    {
        await using var app = await StartAsync(field);

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => app.WithAsync<IOptions<IdentityUserOptions>, IdentityUserOptions>(options => Task.FromResult(options.Value)));

        Assert.Contains("USER_ACTIVE_FIELD", fault.Message, StringComparison.Ordinal);
    }

    private static Task<IdentityApp> StartAsync(string field) => IdentityApp.StartAsync(
        services: services => services.Configure<IdentityUserOptions>(options => options.ActiveField = field));
}
