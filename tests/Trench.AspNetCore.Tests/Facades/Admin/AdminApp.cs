using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>
/// The administration at <c>/auth/admin</c> of an application whose administrators have names that begin with <c>admin</c>.
/// </summary>
internal static class AdminApp
{
    public static Task<HttpApp> StartAsync(Action<WebApplication>? map = null) => HttpApp.StartAsync(
        configure: trench =>
        {
            trench.Services.AddSingleton<IUserActivation>(provider => provider.GetRequiredService<InMemoryUsers>());
            trench.Services.AddAuthorizationBuilder().AddPolicy(AdminFacade.DefaultPolicy, IsAdmin);
        },
        map: app =>
        {
            app.MapGroup("/auth/admin").MapTrenchAdmin();
            map?.Invoke(app);
        });

    public static async Task<HttpPerson> SignedInAdminAsync(HttpApp app)
    {
        var id = Codes.Id();
        var fields = new Dictionary<string, string> { ["Email"] = $"{id}@example.test" };
        var admin = new HttpPerson(app, app.Users.Put(new TestUser(id, "admin-" + id, HttpPerson.Password) { Fields = fields }));
        admin.Keep(await admin.LoginAsync());
        return admin;
    }

    private static void IsAdmin(AuthorizationPolicyBuilder policy) =>
        policy.RequireAssertion(context => context.User.Identity?.Name?.StartsWith("admin", StringComparison.Ordinal) == true);
}
