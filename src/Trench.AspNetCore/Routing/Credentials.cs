using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>Who sends a request: by an access token, or by the application's own scheme, such as its cookie.</summary>
/// <param name="User">The user; null for nobody.</param>
/// <param name="Session">The session of the access token; null without.</param>
/// <param name="Fault">The answer to an Authorization header of ours that is no good.</param>
internal sealed record Credentials(MfaUser? User, Session? Session, Fault? Fault)
{
    public static readonly Credentials Nobody = new(null, null, null);

    /// <summary>What the application's policies look at.</summary>
    public ClaimsPrincipal Principal { get; private init; } = new();

    /// <summary>Whether the browser sent the proof by itself: then a page of another site may be behind the request.</summary>
    public bool IsAmbient => User is not null && Session is null;

    /// <summary>Reads the Authorization header only.</summary>
    public static async Task<Credentials> FromHeaderAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return Nobody;
        }

        var result = await context.AuthenticateAsync(TrenchAuthentication.Scheme);
        return BearerHandler.SessionOf(result) is { } live
            ? new Credentials(live.User, live.Session, null) { Principal = result.Principal ?? new() }
            : Nobody with { Fault = BearerHandler.FaultOf(result) };
    }

    /// <summary>Reads a token of a facade's own from the Authorization header; null when there is none.</summary>
    public static async Task<Credentials?> FromOwnTokenAsync(
        HttpContext context, Func<IServiceProvider, string, CancellationToken, Task<LiveSession?>> read) =>
        AuthorizationHeader.Read(context.Request).Token is { } token
        && await read(context.RequestServices, token, RequestWatch.Of(context).Token) is { } live
            ? new Credentials(live.User, live.Session, null)
            : null;

    /// <summary>Reads the Authorization header, and without one asks the application's default scheme.</summary>
    public static async Task<Credentials> FromAnywhereAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            return await FromHeaderAsync(context);
        }

        return await FindAmbientAsync(context);
    }

    private static async Task<Credentials> FindAmbientAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        if (await schemes.GetDefaultAuthenticateSchemeAsync() is not { } scheme || scheme.Name == TrenchAuthentication.Scheme)
        {
            return Nobody;
        }

        var result = await context.AuthenticateAsync(scheme.Name);
        var id = result.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? result.Principal?.FindFirstValue("sub");
        if (result is not { Succeeded: true, Principal: { } principal } || id is null)
        {
            return Nobody;
        }

        var users = context.RequestServices.GetRequiredService<IUserDirectory>();
        return await users.FindAsync(id, RequestWatch.Of(context).Token) is { IsActive: true } user
            ? new Credentials(user, null, null) { Principal = principal }
            : Nobody;
    }
}
