using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AttackTests;

/// <summary>What the weak host does before a request reaches its route.</summary>
internal sealed class WeakPipeline(WeaknessSwitch weakness, SlowPost post) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(WeakenAsync);
        next(app);
    };

    private Task WeakenAsync(HttpContext context, RequestDelegate next)
    {
        if (weakness.Is(Weakness.EveryProxyIsTrusted) && IPAddress.TryParse(context.Request.Headers["X-Forwarded-For"], out var address))
        {
            context.Connection.RemoteIpAddress = address;
        }

        if (weakness.Is(Weakness.DeliveryIsInsideTheRequest))
        {
            context.Response.OnStarting(post.EmptyAsync);
        }

        return next(context);
    }
}

/// <summary>The application's authentication, which takes a ticket for a user where the host is told to.</summary>
internal sealed class WeakAuthentication(IAuthenticationService service, WeaknessSwitch weakness) : IAuthenticationService
{
    private const string Prefix = "Bearer " + Ticket.Prefix;

    public async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (!weakness.Is(Weakness.TicketsAuthenticate) || !given.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return await service.AuthenticateAsync(context, scheme);
        }

        var store = context.RequestServices.GetRequiredService<IMfaStore>();
        var asked = await store.FindChallengeAsync(Ticket.Hash(given["Bearer ".Length..]), context.RequestAborted);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, asked?.Challenge.UserId ?? "")], "weak");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "weak"));
    }

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        service.ChallengeAsync(context, scheme, properties);

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        service.ForbidAsync(context, scheme, properties);

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
        service.SignInAsync(context, scheme, principal, properties);

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        service.SignOutAsync(context, scheme, properties);
}
