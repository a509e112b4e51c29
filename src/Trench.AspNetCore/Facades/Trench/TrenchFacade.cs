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
    /// <exception cref="InvalidOperationException">No issuer of tokens is registered: call <c>AddJwtTokens</c> or
    /// <c>AddOpaqueTokens</c>.</exception>
    public static RouteGroupBuilder MapTrench(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var registrations = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!registrations.IsService(typeof(ITokenIssuer)))
        {
            throw new InvalidOperationException(
                "MapTrench needs an issuer of tokens: add .AddJwtTokens() or .AddOpaqueTokens() to what AddTrench returns.");
        }

        var hasOpaque = registrations.IsService(typeof(OpaqueTokenIssuer));
        var hasPairs = !hasOpaque || registrations.IsService(typeof(JwtTokenIssuer));
        var mount = new Mount(endpoints, Name) { SignsIn = true };
        MapSignIn(mount, hasPairs);
        MapSessions(mount, hasPairs);
        if (hasOpaque)
        {
            MapTokenFlavour(mount);
        }

        MapEnrolments(mount);
        mount.Close();
        return mount.Group;
    }

    private static void MapSignIn(Mount mount, bool hasPairs)
    {
        // With opaque tokens alone the plain paths answer them too, as an application has it that includes the original's authtoken URLs at
        // its root.
        var login = hasPairs ? TrenchRoutes.Login : TrenchRoutes.TokenLogin with { Pattern = TrenchRoutes.Login.Pattern };
        var code = hasPairs ? TrenchRoutes.LoginCode : TrenchRoutes.TokenLoginCode with { Pattern = TrenchRoutes.LoginCode.Pattern };
        mount.Post<SignInEndpoints, LoginBody>(login.Text, Access.Anonymous, (e, call, token) => e.LoginAsync(call, token));
        mount.Post<SignInEndpoints, LoginCodeBody>(code.Text, Access.Anonymous, (e, call, token) => e.LoginCodeAsync(call, token));
        mount.Post<SignInEndpoints, LoginResendBody>(
            TrenchRoutes.LoginResend.Text, Access.Anonymous, (e, call, token) => e.ResendAsync(call, token));
    }

    private static void MapTokenFlavour(Mount mount)
    {
        mount.Post<SignInEndpoints, LoginBody>(
            TrenchRoutes.TokenLogin.Text, Access.Anonymous, (e, call, token) => e.TokenLoginAsync(call, token));
        mount.Post<SignInEndpoints, LoginCodeBody>(
            TrenchRoutes.TokenLoginCode.Text, Access.Anonymous, (e, call, token) => e.TokenLoginCodeAsync(call, token));
        mount.Post<LogoutEndpoints, NoBody>(TrenchRoutes.TokenLogout.Text, Access.SignedIn, (e, call, token) => e.LogoutAsync(call, token));
    }

    private static void MapSessions(Mount mount, bool hasPairs)
    {
        mount.Post<LogoutEndpoints, NoBody>(TrenchRoutes.Logout.Text, Access.SignedIn, (e, call, token) => e.LogoutAsync(call, token));
        mount.Post<SignInEndpoints, NoBody>(
            TrenchRoutes.ForgetDevices.Text, Access.SignedIn, (e, call, token) => e.ForgetDevicesAsync(call, token));
        mount.Post<TokenEndpoints, VerifyBody>(TokenRoutes.Verify(TrenchRoutes.Verify), Access.Open, (e, call, token) => e.VerifyAsync(call, token));
        if (hasPairs)
        {
            mount.Post<TokenEndpoints, RefreshBody>(
                TokenRoutes.Refresh(TrenchRoutes.Refresh), Access.Open, (e, call, token) => e.RefreshAsync(call, token));
        }
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
