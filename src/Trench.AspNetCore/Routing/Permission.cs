using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.AspNetCore;

/// <summary>
/// Asks the application's policies. Asked here and not by middleware: the routes must be safe in an application that forgot it.
/// </summary>
internal static class Permission
{
    public static async Task<bool> HoldsAsync(HttpContext context, string policy, Credentials credentials)
    {
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(credentials.Principal, context, policy)).Succeeded;
    }
}
