using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the Confirmation facade.</summary>
public static class ConfirmationFacade
{
    /// <summary>
    /// Maps wcd-2factor's routes below a prefix, for instance <c>app.MapGroup("/2factor").MapConfirmations()</c>. They authenticate by
    /// themselves and need no middleware. Its settings are those of <c>AddConfirmations</c>. Below a group, every path that is not a route
    /// is answered 404 here.
    /// </summary>
    /// <param name="endpoints">The group, or the application for its root.</param>
    /// <returns>The group of the routes, for conventions such as <c>RequireHost</c> or <c>RequireRateLimiting</c>.</returns>
    /// <exception cref="InvalidOperationException">No issuer of tokens is registered: call <c>AddJwtTokens</c> or
    /// <c>AddOpaqueTokens</c>.</exception>
    public static RouteGroupBuilder MapConfirmations(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (!endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(ITokenIssuer)))
        {
            throw new InvalidOperationException(
                "MapConfirmations needs an issuer of tokens: add .AddJwtTokens() or .AddOpaqueTokens() to what AddTrench returns.");
        }

        var mount = new Mount(endpoints, Confirmer.Facade) { SignsIn = true };
        MapMethodConfigs(mount);
        MapUserConfigs(mount);
        MapConfirmations(mount);
        mount.Post<ConfirmedLoginEndpoints, ConfirmedLoginBody>(
            ConfirmationRoutes.Login.Text, Access.Anonymous, (e, call, token) => e.LoginAsync(call, token));
        mount.Close();
        return mount.Group;
    }

    private static void MapMethodConfigs(Mount mount)
    {
        mount.Get<ConfirmationEndpoints>(
            ConfirmationRoutes.MethodConfigs.Text, Access.Anonymous, (e, _, token) => e.MethodConfigsAsync(token));
        mount.Get<ConfirmationEndpoints>(ConfirmationRoutes.Schemas.Text, Access.Anonymous, (e, _, _) => e.SchemasAsync());
    }

    private static void MapUserConfigs(Mount mount)
    {
        mount.Get<UserConfigEndpoints>(ConfirmationRoutes.OwnList.Text, Access.SignedIn, (e, call, token) => e.ListAsync(call, token));
        mount.Post<UserConfigEndpoints, CreateConfigBody>(
            ConfirmationRoutes.Create.Text, Access.SignedIn, (e, call, token) => e.CreateAsync(call, token));
        mount.Post<UserConfigEndpoints, ConfirmConfigBody>(
            ConfirmationRoutes.ConfirmOwn.Text, Access.SignedIn, (e, call, token) => e.ConfirmAsync(call, token));
        mount.Put<UserConfigEndpoints, UpdateConfigBody>(
            ConfirmationRoutes.Update.Text, Access.SignedIn, (e, call, token) => e.UpdateAsync(call, token));
        mount.Delete<UserConfigEndpoints, DestroyConfigBody>(
            ConfirmationRoutes.Destroy.Text, Access.SignedIn, (e, call, token) => e.DestroyAsync(call, token));
    }

    private static void MapConfirmations(Mount mount)
    {
        mount.Post<ConfirmationEndpoints, RequestConfirmationBody>(
            ConfirmationRoutes.Request.Text, Access.Anonymous, (e, call, token) => e.RequestAsync(call, token));
        mount.Get<ConfirmationEndpoints, CheckPath>(
            ConfirmationRoutes.Check.Text, Access.Anonymous, (e, call, token) => e.CheckAsync(call, token));
        mount.Post<ConfirmationEndpoints, AnswerBody>(
            ConfirmationRoutes.Confirm.Text, Access.Anonymous, (e, call, token) => e.ConfirmAsync(call, token));
        mount.Post<ConfirmationEndpoints, UseBody>(
            ConfirmationRoutes.Use.Text, Access.Anonymous, (e, call, token) => e.UseAsync(call, token));
    }
}
