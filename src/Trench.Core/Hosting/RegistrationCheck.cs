using Microsoft.Extensions.DependencyInjection;

namespace Trench;

/// <summary>The ports that some package or the application has to fill.</summary>
internal sealed class RegistrationCheck(IServiceProviderIsService registrations) : IStartCheck
{
    private static readonly (Type Port, string Fault)[] Needed =
    [
        (typeof(IUserDirectory), "No users are registered: call AddIdentityUsers<TUser>() or AddUsers<TDirectory>() after AddTrench."),
        (typeof(IMfaStore), "No store is registered: call AddEntityFrameworkStores<TContext>() after AddTrench."),
        (typeof(IOutboxStore), "No outbox is registered: call AddEntityFrameworkStores<TContext>() after AddTrench."),
        (typeof(ISecretProtector), "No secret protection is registered: call AddEntityFrameworkStores<TContext>() after AddTrench."),
        (typeof(MasterKey), "No master key is registered: call AddEntityFrameworkStores<TContext>() after AddTrench."),
    ];

    public IEnumerable<string> Faults(IServiceProvider scope, TrenchOptions options) =>
        Needed.Where(needed => !registrations.IsService(needed.Port)).Select(needed => needed.Fault);
}
