using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the deux facade.</summary>
public static class DeuxFacade
{
    // Deux' guide says PUT and its reference POST.
    private static readonly string[] PostOrPut = ["POST", "PUT"];

    /// <summary>
    /// Maps the routes of deux below a prefix, for instance <c>app.MapGroup("/mfa").MapDeux()</c>. They authenticate by themselves, as those of
    /// <c>MapTrench</c> do.
    /// </summary>
    /// <param name="endpoints">The group, or the application for its root.</param>
    /// <returns>The group of the routes, for conventions such as <c>RequireHost</c> or <c>RequireRateLimiting</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddDeux</c> or <c>AddOpaqueTokens</c> was not called.</exception>
    public static RouteGroupBuilder MapDeux(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var registrations = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!registrations.IsService(typeof(SettingSection<DeuxOptions>)) || !registrations.IsService(typeof(OpaqueTokenIssuer)))
        {
            throw new InvalidOperationException(
                "MapDeux needs its settings and opaque tokens: add .AddDeux(section) and .AddOpaqueTokens() to what AddTrench returns.");
        }

        var mount = new Mount(endpoints, DeuxSettings.Facade) { SignsIn = true, Suffix = ".json" };
        MapMethods(mount);
        mount.Change<DeuxLoginEndpoints, DeuxLoginBody>(
            PostOrPut, DeuxRoutes.Login.Text, Access.Anonymous, (e, call, token) => e.LoginAsync(call, token));
        mount.Change<OAuthEndpoints, GrantBody>(
            PostOrPut, DeuxRoutes.Token.Text, Access.Open, (e, call, token) => e.TokenAsync(call, token), OAuthDialect.Reword);
        mount.Close();
        return mount.Group;
    }

    private static void MapMethods(Mount mount)
    {
        mount.Get<DeuxMethodEndpoints>(DeuxRoutes.Status.Text, Access.SignedIn, (e, call, token) => e.StatusAsync(call, token));
        mount.Delete<DeuxMethodEndpoints, DeuxDisableBody>(
            DeuxRoutes.Disable.Text, Access.SignedIn, (e, call, token) => e.DisableAsync(call, token));
        mount.Put<DeuxMethodEndpoints, DeuxRequestBody>(
            DeuxRoutes.Request.Text, Access.SignedIn, (e, call, token) => e.RequestAsync(call, token));
        mount.Put<DeuxMethodEndpoints, DeuxVerifyBody>(
            DeuxRoutes.Verify.Text, Access.SignedIn, (e, call, token) => e.VerifyAsync(call, token));
        mount.Get<DeuxMethodEndpoints>(DeuxRoutes.Recovery.Text, Access.SignedIn, (e, call, token) => e.RecoverAsync(call, token));
    }
}
