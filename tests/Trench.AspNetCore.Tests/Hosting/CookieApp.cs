using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.AspNetCore.Tests;

/// <summary>An application with every facade, whose own cookie carries the user, who administers it as well.</summary>
internal static class CookieApp
{
    public static Task<HttpApp> StartAsync() => HttpApp.StartAsync(
        configure: trench =>
        {
            var nothing = new ConfigurationBuilder().Build();
            trench.Services.AddSingleton<IUserActivation>(provider => provider.GetRequiredService<InMemoryUsers>());
            trench.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            trench.Services.AddAuthorizationBuilder().AddPolicy(AdminFacade.DefaultPolicy, policy => policy.RequireAuthenticatedUser());
            CodeTokenApp.AddMethods(trench);
            trench.AddDeux(nothing.GetSection("DEUX"));
            trench.AddCodeToken(nothing.GetSection("JWT2FA_AUTH"));
            trench.AddConfirmations(nothing.GetSection("WCD_2FACTOR"));
        },
        map: app =>
        {
            app.MapGroup("/mfa").MapDeux();
            app.MapGroup("/jwt").MapCodeToken();
            app.MapGroup("/2factor").MapConfirmations();
            app.MapGroup("/admin").MapTrenchAdmin();
            app.MapGet("/enter/{id}", EnterAsync).ExcludeFromDescription();
        },
        issue: trench => trench.AddJwtTokens().AddOpaqueTokens());

    /// <summary>The cookie of somebody who has entered.</summary>
    public static async Task<string> CookieAsync(HttpApp app, HttpPerson person)
    {
        var entered = await app.Client.GetAsync(new Uri("/enter/" + person.Id, UriKind.Relative));
        return entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    /// <summary>Every route that changes something for a user, by the application's own document.</summary>
    public static async Task<IReadOnlyList<(HttpMethod Verb, string Path)>> ChangesAsync(HttpApp app)
    {
        var document = (await HttpAnswer.OfAsync(await app.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative)))).Body;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            let takers = operation.Value.GetProperty("security").EnumerateArray()
            where operation.Name != "get" && takers.All(taker => taker.EnumerateObject().Any())
            select (HttpMethod.Parse(operation.Name), path.Name.Replace("{method}", "pigeon", StringComparison.Ordinal)),
        ];
    }

    private static Task EnterAsync(HttpContext context, string id) => context.SignInAsync(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "cookie")));
}
