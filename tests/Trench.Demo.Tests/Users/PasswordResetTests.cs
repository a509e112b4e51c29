using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>
/// A password that was forgotten: the demo has no route for it, so Identity does what an application's own would do (SECURITY row 62).
/// </summary>
public sealed class PasswordResetTests
{
    private const string Chosen = "another long password";

    // Attack: who can read the mailbox sets a new password, and needs no second factor any more.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_reset_password_ends_tickets_sessions_and_tokens_and_the_login_still_asks_for_the_second_factor(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = new DemoHost(database, World.Create())
        {
            AddServices = services => new IdentityBuilder(typeof(AppUser), services).AddDefaultTokenProviders(),
        };
        var person = await Person.RegisterAsync(host);
        var (app, _) = await person.AddAppAsync();
        await person.SignInAsync(await app.NextCodeAsync());
        (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200);
        var ticket = await person.TicketAsync();

        await ResetAsync(host, person.Name);

        (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(401);
        (await person.RefreshAsync()).Has(401);
        (await person.CompleteAsync(ticket, await app.NextCodeAsync())).Has(401);
        (await person.LogInAsync()).Has(400);
        var login = await person.Api.PostAsync("/auth/login", new { username = person.Name, password = Chosen });
        Assert.Null(login.Has(200)["access"]);
        (await person.CompleteAsync(login.String("ephemeral_token"), await app.NextCodeAsync())).Has(200);
    }

    private static async Task ResetAsync(DemoHost host, string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = await users.FindByNameAsync(name);
        var result = await users.ResetPasswordAsync(user!, await users.GeneratePasswordResetTokenAsync(user!), Chosen);
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
