using System.Globalization;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity;

namespace Trench.AspNetCore;

/// <summary>
/// The users of ASP.NET Core Identity. Identity's own lock-out is not asked: strangers must not lock an owner out, and wrong passwords
/// are limited by address.
/// </summary>
internal sealed class IdentityUserDirectory<TUser>(
    UserManager<TUser> manager, IUserStore<TUser> store, UserShape<TUser> shape, DummyPassword<TUser> dummy, ProvenFields<TUser> proven)
    : IUserDirectory
    where TUser : class, new()
{
    private const string PlatformStores = "Microsoft.AspNetCore.Identity.EntityFrameworkCore";

    public async Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken)
    {
        dummy.Prepare(manager.PasswordHasher);
        if (!UserQuery.CanBeName(userName))
        {
            dummy.Check(manager.PasswordHasher, password);
            return null;
        }

        return IsPlain() && shape.RowWithPassword is { } columns && QueryOfUsers() is { } users
            ? await CheckRowAsync(users, columns, userName, password, cancellationToken)
            : await CheckUserAsync(userName, password, cancellationToken);
    }

    public async Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        if (shape.Row is { } columns && QueryOfUsers() is { } users)
        {
            return await UserQuery.FindAsync(users, userId, columns, cancellationToken) is { } row ? View(row) : null;
        }

        return await manager.FindByIdAsync(userId) is { } user ? await ViewAsync(user, cancellationToken) : null;
    }

    public bool HasField(string path) => UserShape<TUser>.Field(path) is not null;

    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
        proven.ReadAsync(userId, path, cancellationToken);

    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) =>
        proven.SaveAsync(userId, path, value, cancellationToken);

    // What an application overrides, a store that knows tenants for one, is asked itself; of the platform's own parts it is known what they
    // would do.
    private bool IsPlain() =>
        manager.GetType() == typeof(UserManager<TUser>)
        && store.GetType().Assembly.GetName().Name == PlatformStores
        && manager.PasswordHasher.GetType() == typeof(PasswordHasher<TUser>)
        && !manager.Options.Stores.ProtectPersonalData;

    private IQueryable<TUser>? QueryOfUsers() =>
        store is IQueryableUserStore<TUser> { Users: var users } && UserQuery.CanAsk(users) ? users : null;

    // A whole user that EF Core makes and tracks takes a tenth of a millisecond more than nobody, which five thousand samples of an attacker
    // see; a few columns do not.
    private async Task<MfaUser?> CheckRowAsync(
        IQueryable<TUser> users,
        Expression<Func<TUser, UserRow>> columns,
        string userName,
        string password,
        CancellationToken cancellationToken)
    {
        var row = await UserQuery.FindByNameAsync(users, manager.NormalizeName(userName), columns, cancellationToken);
        if (row?.PasswordHash is not { } hash)
        {
            dummy.Check(manager.PasswordHasher, password);
            return null;
        }

        var verdict = manager.PasswordHasher.VerifyHashedPassword(dummy.Nobody, hash, password);
        if (verdict is PasswordVerificationResult.SuccessRehashNeeded)
        {
            // The manager stores the new hash, and a new security stamp with it.
            row = await manager.FindByNameAsync(userName) is { } user && await manager.CheckPasswordAsync(user, password)
                ? await UserQuery.FindByNameAsync(users, manager.NormalizeName(userName), columns, cancellationToken)
                : null;
        }

        return verdict is not PasswordVerificationResult.Failed && row is { IsActive: true } ? View(row) : null;
    }

    private async Task<MfaUser?> CheckUserAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (await manager.FindByNameAsync(userName) is not { } user || !await manager.HasPasswordAsync(user))
        {
            dummy.Check(manager.PasswordHasher, password);
            return null;
        }

        // The hash of an inactive user is checked too: the answer must take as long.
        return await manager.CheckPasswordAsync(user, password) && IsActive(user) ? await ViewAsync(user, cancellationToken) : null;
    }

    // The id as Identity's own store turns it into text.
    private static MfaUser View(UserRow row) => new(
        Convert.ToString(row.Id, CultureInfo.InvariantCulture) ?? "", row.UserName ?? "", row.SecurityStamp ?? "", row.IsActive, row.Language);

    private bool IsActive(TUser user) => shape.Active is null || shape.Active.Get(user) is true;

    private async Task<MfaUser> ViewAsync(TUser user, CancellationToken cancellationToken) => new(
        await store.GetUserIdAsync(user, cancellationToken),
        await store.GetUserNameAsync(user, cancellationToken) ?? "",
        // UserManager throws for a user without a stamp, as an import may leave one; such a user has the empty one.
        store is IUserSecurityStampStore<TUser> stamps ? await stamps.GetSecurityStampAsync(user, cancellationToken) ?? "" : "",
        IsActive(user),
        shape.Language?.Get(user) as string);
}
