using System.Globalization;
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
    public async Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken)
    {
        dummy.Prepare(manager.PasswordHasher);
        if (await manager.FindByNameAsync(userName) is not { } user || !await manager.HasPasswordAsync(user))
        {
            dummy.Check(manager.PasswordHasher, password);
            return null;
        }

        // The hash of an inactive user is checked too: the answer must take as long.
        return await manager.CheckPasswordAsync(user, password) && IsActive(user) ? await ViewAsync(user, cancellationToken) : null;
    }

    public async Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        if (shape.Row is { } columns && store is IQueryableUserStore<TUser> { Users: var users } && UserQuery.CanAsk(users))
        {
            var row = await UserQuery.FindAsync(users, userId, columns, cancellationToken);
            return row is null
                ? null
                : new MfaUser(IdOf(row) ?? userId, row.UserName ?? "", row.SecurityStamp ?? "", row.IsActive, row.Language);
        }

        return await manager.FindByIdAsync(userId) is { } user ? await ViewAsync(user, cancellationToken) : null;
    }

    public bool HasField(string path) => UserShape<TUser>.Field(path) is not null;

    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
        proven.ReadAsync(userId, path, cancellationToken);

    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) =>
        proven.SaveAsync(userId, path, value, cancellationToken);

    // As Identity's own store turns it into text.
    private static string? IdOf(UserRow row) => Convert.ToString(row.Id, CultureInfo.InvariantCulture);

    private bool IsActive(TUser user) => shape.Active is null || shape.Active.Get(user) is true;

    private async Task<MfaUser> ViewAsync(TUser user, CancellationToken cancellationToken) => new(
        await store.GetUserIdAsync(user, cancellationToken),
        await store.GetUserNameAsync(user, cancellationToken) ?? "",
        // UserManager throws for a user without a stamp, as an import may leave one; such a user has the empty one.
        store is IUserSecurityStampStore<TUser> stamps ? await stamps.GetSecurityStampAsync(user, cancellationToken) ?? "" : "",
        IsActive(user),
        shape.Language?.Get(user) as string);
}
