using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trench.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the Trench facade.</summary>
public static class TrenchFacade
{
    private const string Name = "trench";

    /// <summary>
    /// Maps django-trench's routes of both generations below a prefix, for instance <c>app.MapGroup("/auth").MapTrench()</c>. They
    /// authenticate by themselves and need no middleware. Below a group, every path that is not a route is answered 404 here.
    /// </summary>
    /// <param name="endpoints">The group, or the application for its root.</param>
    /// <returns>The group of the routes, for conventions such as <c>RequireHost</c> or <c>RequireRateLimiting</c>.</returns>
    /// <exception cref="InvalidOperationException">No issuer of tokens is registered: call <c>AddJwtTokens</c>.</exception>
    public static RouteGroupBuilder MapTrench(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(ITokenIssuer)) != true)
        {
            throw new InvalidOperationException("MapTrench needs an issuer of tokens: add .AddJwtTokens() to what AddTrench returns.");
        }

        var mount = new Mount(endpoints, Name);
        MapSignIn(mount);
        MapTokens(mount);
        MapEnrolments(mount);
        mount.Close();
        return mount.Group;
    }

    private static void MapSignIn(Mount mount)
    {
        mount.Post<SignInEndpoints, LoginBody>(TrenchRoutes.Login.Text, Access.Anonymous, (e, call, token) => e.LoginAsync(call, token));
        mount.Post<SignInEndpoints, LoginCodeBody>(
            TrenchRoutes.LoginCode.Text, Access.Anonymous, (e, call, token) => e.LoginCodeAsync(call, token));
        mount.Post<SignInEndpoints, LoginResendBody>(
            TrenchRoutes.LoginResend.Text, Access.Anonymous, (e, call, token) => e.ResendAsync(call, token));
    }

    private static void MapTokens(Mount mount)
    {
        mount.Post<TokenEndpoints, NoBody>(TrenchRoutes.Logout.Text, Access.SignedIn, (e, call, token) => e.LogoutAsync(call, token));
        mount.Post<TokenEndpoints, RefreshBody>(TrenchRoutes.Refresh.Text, Access.Open, (e, call, token) => e.RefreshAsync(call, token));
        mount.Post<TokenEndpoints, VerifyBody>(TrenchRoutes.Verify.Text, Access.Open, (e, call, token) => e.VerifyAsync(call, token));
    }

    private static void MapEnrolments(Mount mount)
    {
        mount.Get<EnrolmentEndpoints>(TrenchRoutes.Config.Text, Access.Anonymous, (e, _, _) => e.ConfigAsync());
        mount.Get<EnrolmentEndpoints>(
            TrenchRoutes.ActiveMethods.Text, Access.SignedIn, (e, call, token) => e.ActiveMethodsAsync(call, token));
        mount.Post<ActivationEndpoints, ActivateBody>(
            TrenchRoutes.Activate.Text, Access.SignedIn, (e, call, token) => e.ActivateAsync(call, token));
        mount.Post<ActivationEndpoints, ConfirmBody>(
            TrenchRoutes.Confirm.Text, Access.SignedIn, (e, call, token) => e.ConfirmAsync(call, token));
        mount.Post<EnrolmentEndpoints, RequestCodeBody>(
            TrenchRoutes.RequestCode.Text, Access.SignedIn, (e, call, token) => e.RequestCodeAsync(call, token));
        mount.Post<EnrolmentEndpoints, DeactivateBody>(
            TrenchRoutes.Deactivate.Text, Access.SignedIn, (e, call, token) => e.DeactivateAsync(call, token));
        mount.Post<EnrolmentEndpoints, ChangePrimaryBody>(
            TrenchRoutes.ChangePrimary.Text, Access.SignedIn, (e, call, token) => e.ChangePrimaryAsync(call, token));
        mount.Post<EnrolmentEndpoints, RegenerateBody>(
            TrenchRoutes.Regenerate.Text, Access.SignedIn, (e, call, token) => e.RegenerateAsync(call, token));
        mount.Post<EnrolmentEndpoints, RegenerateNamedBody>(
            TrenchRoutes.RegenerateNamed.Text, Access.SignedIn, (e, call, token) => e.RegenerateNamedAsync(call, token));
    }
}
