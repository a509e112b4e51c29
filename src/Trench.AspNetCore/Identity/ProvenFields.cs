using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;

namespace Trench.AspNetCore;

/// <summary>
/// Reads addresses of a user and stores proven ones. Storing goes to the store and not through the manager: that would renew the security
/// stamp and so end the session that has just proven the address.
/// </summary>
internal sealed class ProvenFields<TUser>(UserManager<TUser> manager, IUserStore<TUser> store)
    where TUser : class
{
    public async Task<string?> ReadAsync(string userId, string path, CancellationToken cancellationToken)
    {
        if (UserShape<TUser>.Field(path) is not { } field)
        {
            return null;
        }

        if (store is IQueryableUserStore<TUser> { Users: var users } && UserQuery.CanAsk(users))
        {
            var user = Expression.Parameter(typeof(TUser), "user");
            var select = Expression.Lambda<Func<TUser, string>>(field.On(user), user);
            return await UserQuery.FindAsync(users, userId, select, cancellationToken);
        }

        return await manager.FindByIdAsync(userId) is { } found ? field.Get(found) as string : null;
    }

    public async Task<bool> SaveAsync(string userId, string path, string value, CancellationToken cancellationToken)
    {
        if (UserShape<TUser>.Field(path) is not { } field || await LoadAsync(userId, field, cancellationToken) is not { } user)
        {
            return false;
        }

        var isStored = field.IsDirect switch
        {
            true when field.Last.Name == "Email" && store is IUserEmailStore<TUser> emails =>
                await SetEmailAsync(emails, user, value, cancellationToken),
            true when field.Last.Name == "PhoneNumber" && store is IUserPhoneNumberStore<TUser> phones =>
                await SetPhoneNumberAsync(phones, user, value, cancellationToken),
            _ => field.TrySet(user, value),
        };
        return isStored && (await store.UpdateAsync(user, cancellationToken)).Succeeded;
    }

    // A related object is loaded along with its user by asking for both: the store's context joins them.
    public async Task<TUser?> LoadAsync(string userId, PropertyPath field, CancellationToken cancellationToken)
    {
        if (!field.IsDirect && store is IQueryableUserStore<TUser> { Users: var users } && UserQuery.CanAsk(users))
        {
            var user = Expression.Parameter(typeof(TUser), "user");
            var owner = Expression.NewArrayInit(typeof(object), user, field.OwnerOn(user));
            await UserQuery.FindAsync(users, userId, Expression.Lambda<Func<TUser, object[]>>(owner, user), cancellationToken);
        }

        return await manager.FindByIdAsync(userId);
    }

    private async Task<bool> SetEmailAsync(IUserEmailStore<TUser> emails, TUser user, string value, CancellationToken cancellationToken)
    {
        // Another user's address, where addresses are unique: refused here as the database would refuse it, without telling whose it is.
        if (manager.Options.User.RequireUniqueEmail
            && await manager.FindByEmailAsync(value) is { } owner
            && await manager.GetUserIdAsync(owner) != await manager.GetUserIdAsync(user))
        {
            return false;
        }

        await emails.SetEmailAsync(user, value, cancellationToken);
        await emails.SetNormalizedEmailAsync(user, manager.NormalizeEmail(value), cancellationToken);
        await emails.SetEmailConfirmedAsync(user, true, cancellationToken);
        return true;
    }

    private static async Task<bool> SetPhoneNumberAsync(
        IUserPhoneNumberStore<TUser> phones, TUser user, string value, CancellationToken cancellationToken)
    {
        await phones.SetPhoneNumberAsync(user, value, cancellationToken);
        await phones.SetPhoneNumberConfirmedAsync(user, true, cancellationToken);
        return true;
    }
}
