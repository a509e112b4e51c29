using Microsoft.AspNetCore.Identity;

namespace Trench.AspNetCore;

/// <summary>Stores in the field of <c>USER_ACTIVE_FIELD</c> whether a user may sign in. Registered where users have such a field.</summary>
internal sealed class IdentityUserActivation<TUser>(IUserStore<TUser> store, UserShape<TUser> shape, ProvenFields<TUser> fields)
    : IUserActivation
    where TUser : class
{
    public async Task<bool> SetActiveAsync(string userId, bool active, CancellationToken cancellationToken) =>
        shape.Active is { } field
        && await fields.LoadAsync(userId, field, cancellationToken) is { } user
        && field.TrySet(user, active)
        && (await store.UpdateAsync(user, cancellationToken)).Succeeded;
}
