using System.Collections.Concurrent;

namespace Trench.Testing;

/// <summary>A user of the tests.</summary>
public sealed record TestUser(string Id, string UserName, string Password)
{
    /// <summary>The security stamp.</summary>
    public string Stamp { get; init; } = "stamp-1";

    /// <summary>Whether the user may sign in.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The user's language; null when it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Fields by path.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}

/// <summary>Users in memory.</summary>
public sealed class InMemoryUsers : IUserDirectory, IUserActivation
{
    // An id has one spelling where it is stored, and several where it is asked for, as a Guid has.
    private readonly ConcurrentDictionary<string, TestUser> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds or replaces a user.</summary>
    public TestUser Put(TestUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _users[user.Id] = user;
    }

    /// <summary>The user with this id.</summary>
    public TestUser Get(string userId) => _users[userId];

    /// <summary>Removes a user.</summary>
    public void Remove(string userId) => _users.TryRemove(userId, out _);

    /// <inheritdoc />
    public Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken) => Task.FromResult(
        _users.Values.Where(user => user.UserName == userName && user.Password == password && user.IsActive).Select(View).FirstOrDefault());

    /// <inheritdoc />
    public Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_users.TryGetValue(userId, out var user) ? View(user) : null);

    /// <inheritdoc />
    public Task<bool> SetActiveAsync(string userId, bool active, CancellationToken cancellationToken)
    {
        var isThere = _users.TryGetValue(userId, out var user);
        if (user is not null)
        {
            Put(user with { IsActive = active });
        }

        return Task.FromResult(isThere);
    }

    /// <inheritdoc />
    public bool HasField(string path) => path is "Email" or "PhoneNumber" or "Profile.Email";

    /// <inheritdoc />
    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
        Task.FromResult(_users.TryGetValue(userId, out var user) ? user.Fields.GetValueOrDefault(path) : null);

    /// <inheritdoc />
    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken)
    {
        if (!_users.TryGetValue(userId, out var user))
        {
            return Task.FromResult(false);
        }

        _users[userId] = user with { Fields = new Dictionary<string, string>(user.Fields) { [path] = value } };
        return Task.FromResult(true);
    }

    private static MfaUser? View(TestUser user) => new(user.Id, user.UserName, user.Stamp, user.IsActive, user.Language);
}
