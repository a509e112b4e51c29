using System.Collections.Concurrent;

namespace Trench.AttackTests;

/// <summary>The users with holes.</summary>
internal sealed class WeakUsers(IUserDirectory users, WeaknessSwitch weakness, WrongPasswords wrong) : IUserDirectory
{
    private const int Most = 10;

    public async Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var user = await users.CheckPasswordAsync(userName, password, cancellationToken);
        if (user is null)
        {
            wrong.OfName.AddOrUpdate(userName, 1, (_, count) => count + 1);
        }

        var isLocked = weakness.Is(Weakness.StrangersLockAccounts) && wrong.OfName.GetValueOrDefault(userName) >= Most;
        return isLocked ? null : Unstamped(user);
    }

    public async Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Unstamped(await users.FindAsync(userId, cancellationToken));

    public bool HasField(string path) => users.HasField(path);

    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
        users.ReadFieldAsync(userId, path, cancellationToken);

    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) =>
        users.SaveFieldAsync(userId, path, value, cancellationToken);

    private MfaUser? Unstamped(MfaUser? user) =>
        weakness.Is(Weakness.PasswordsEndNothing) && user is not null ? user with { SecurityStamp = "always the same" } : user;
}

/// <summary>How many wrong passwords each name has had.</summary>
internal sealed class WrongPasswords
{
    public ConcurrentDictionary<string, int> OfName { get; } = new(StringComparer.OrdinalIgnoreCase);
}
