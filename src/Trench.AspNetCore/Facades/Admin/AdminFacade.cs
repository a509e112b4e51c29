using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trench;
using Trench.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the administration.</summary>
public static class AdminFacade
{
    /// <summary>The policy that administrators satisfy, unless the application names another.</summary>
    public const string DefaultPolicy = "TrenchAdmin";

    /// <summary>
    /// Maps the routes by which administrators look after the methods of others, for instance
    /// <c>app.MapGroup("/admin").MapTrenchAdmin()</c>. They authenticate by themselves, as those of <c>MapTrench</c> do, and ask the policy
    /// on every request. Disabling and enabling users is there where an
    /// <see cref="IUserActivation"/> is registered; <c>AddIdentityUsers</c> brings one where users have such a field.
    /// </summary>
    /// <param name="endpoints">The group.</param>
    /// <param name="policy">The name of the application's authorization policy for administrators.</param>
    /// <returns>The group of the routes, for conventions such as <c>RequireHost</c>.</returns>
    /// <exception cref="InvalidOperationException">No issuer of tokens is registered, or the policy is not known.</exception>
    public static RouteGroupBuilder MapTrenchAdmin(this IEndpointRouteBuilder endpoints, string policy = DefaultPolicy)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);
        var registrations = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!registrations.IsService(typeof(ITokenIssuer)))
        {
            throw new InvalidOperationException(
                "MapTrenchAdmin needs an issuer of tokens: add .AddJwtTokens() or .AddOpaqueTokens() to what AddTrench returns.");
        }

        MustKnow(endpoints.ServiceProvider, policy);
        var mount = new Mount(endpoints, "admin") { Policy = policy, RefusesUnknown = true };
        MapEnrolments(mount);
        if (registrations.IsService(typeof(IUserActivation)))
        {
            MapUsers(mount);
        }

        MapMethodConfigs(mount);
        mount.Get<AdminEndpoints, EventsQuery>(AdminRoutes.Events, Access.SignedIn, (e, call, token) => e.EventsAsync(call, token));
        mount.Close();
        return mount.Group;
    }

    private static void MapEnrolments(Mount mount)
    {
        mount.Get<AdminEndpoints, UserPath>(AdminRoutes.Enrolments, Access.SignedIn, (e, call, token) => e.EnrolmentsAsync(call, token));
        mount.Delete<AdminEndpoints, RemoveBody>(AdminRoutes.Remove, Access.SignedIn, (e, call, token) => e.RemoveAsync(call, token));
        mount.Post<AdminEndpoints, ResetBody>(AdminRoutes.Reset, Access.SignedIn, (e, call, token) => e.ResetAsync(call, token));
    }

    private static void MapMethodConfigs(Mount mount)
    {
        mount.Get<MethodConfigEndpoints>(AdminRoutes.MethodConfigs, Access.SignedIn, (e, _, token) => e.ListAsync(token));
        mount.Post<MethodConfigEndpoints, AddConfigBody>(
            AdminRoutes.AddMethodConfig, Access.SignedIn, (e, call, token) => e.AddAsync(call, token));
        mount.Put<MethodConfigEndpoints, ChangeConfigBody>(
            AdminRoutes.ChangeMethodConfig, Access.SignedIn, (e, call, token) => e.ChangeAsync(call, token));
        mount.Get<MethodConfigEndpoints, ConfirmationsQuery>(
            AdminRoutes.Confirmations, Access.SignedIn, (e, call, token) => e.ConfirmationsAsync(call, token));
    }

    private static void MapUsers(Mount mount)
    {
        mount.Post<UserSwitchEndpoints, SwitchBody>(AdminRoutes.Disable, Access.SignedIn, (e, call, token) => e.DisableAsync(call, token));
        mount.Post<UserSwitchEndpoints, SwitchBody>(AdminRoutes.Enable, Access.SignedIn, (e, call, token) => e.EnableAsync(call, token));
    }

    // A missing policy would show as a 500 of the first request. What a provider of the application's own knows cannot be asked without
    // waiting.
    private static void MustKnow(IServiceProvider services, string policy)
    {
        if (services.GetRequiredService<IAuthorizationPolicyProvider>() is DefaultAuthorizationPolicyProvider
            && services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.GetPolicy(policy) is null)
        {
            throw new InvalidOperationException(
                $"MapTrenchAdmin asks the policy {policy}, which is not known: "
                    + $"add it with AddAuthorizationBuilder().AddPolicy(\"{policy}\", ...).");
        }
    }
}
