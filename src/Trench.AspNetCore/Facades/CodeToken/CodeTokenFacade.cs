using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the code-token facade.</summary>
public static class CodeTokenFacade
{
    /// <summary>
    /// Maps drf-jwt-2fa's routes below a prefix, for instance <c>app.MapGroup("/jwt").MapCodeToken()</c>. They authenticate by themselves, as
    /// those of <c>MapTrench</c> do.
    /// </summary>
    /// <param name="endpoints">The group, or the application for its root.</param>
    /// <returns>The group of the routes, for conventions such as <c>RequireHost</c> or <c>RequireRateLimiting</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddCodeToken</c> was not called, or no issuer of tokens is registered.</exception>
    public static RouteGroupBuilder MapCodeToken(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var registrations = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!registrations.IsService(typeof(SettingSection<CodeTokenOptions>)) || !registrations.IsService(typeof(ITokenIssuer)))
        {
            throw new InvalidOperationException(
                "MapCodeToken needs its settings and an issuer of tokens: add .AddCodeToken(section) and .AddJwtTokens() or .AddOpaqueTokens() "
                + "to what AddTrench returns.");
        }

        var mount = new Mount(endpoints, CodeTokenSettings.Facade) { SignsIn = true, Reword = CodeTokenDialect.WithCode };
        MapSignIn(mount);
        mount.Post<TokenEndpoints, RefreshBody>(
            TokenRoutes.Refresh(CodeTokenRoutes.Refresh), Access.Open, (e, call, token) => e.RefreshAsync(call, token));
        mount.Post<TokenEndpoints, VerifyBody>(
            TokenRoutes.Verify(CodeTokenRoutes.Verify), Access.Open, (e, call, token) => e.VerifyAsync(call, token));
        MapMethods(mount);
        mount.Close();
        return mount.Group;
    }

    private static void MapSignIn(Mount mount)
    {
        var throttled = new RouteExtras { Guard = static context => context.RequestServices.GetRequiredService<GetCodeThrottle>().Refuse(context) };
        foreach (var route in new[] { CodeTokenRoutes.GetCode, CodeTokenRoutes.GetCodeToken })
        {
            mount.Post<CodeTokenEndpoints, GetCodeBody>(route.Text, Access.Open, (e, call, token) => e.GetCodeAsync(call, token), throttled);
        }

        foreach (var route in new[] { CodeTokenRoutes.Auth, CodeTokenRoutes.GetAuthToken })
        {
            mount.Post<CodeTokenEndpoints, AuthBody>(route.Text, Access.Open, (e, call, token) => e.AuthAsync(call, token));
        }
    }

    private static void MapMethods(Mount mount)
    {
        var enrolling = new RouteExtras
        {
            OwnToken = static (services, text, token) =>
                services.GetRequiredService<EnrolmentTokens>().FindAsync(text, services.GetRequiredService<SessionFlow>(), token),
        };
        mount.Post<TotpEndpoints, TotpSetupBody>(
            CodeTokenRoutes.TotpSetup.Text, Access.SignedIn, (e, call, token) => e.SetupAsync(call, token), enrolling);
        mount.Post<TotpEndpoints, TotpConfirmBody>(
            CodeTokenRoutes.TotpConfirm.Text, Access.SignedIn, (e, call, token) => e.ConfirmAsync(call, token), enrolling);
        mount.Post<PreferenceEndpoints, PreferenceBody>(
            CodeTokenRoutes.Preference.Text, Access.SignedIn, (e, call, token) => e.PreferAsync(call, token));
    }
}
