namespace Trench.Backends.Email.Tests;

/// <summary>One user, who has an e-mail address or none.</summary>
internal sealed class TestUsers(string? email) : IUserDirectory
{
    public static MfaUser Ann { get; } = new("u1", "ann", "stamp", IsActive: true);

    public Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken) =>
        Task.FromResult<MfaUser?>(null);

    public Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId == Ann.Id ? Ann : null);

    public bool HasField(string path) => path == "Email";

    public Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken) =>
        Task.FromResult(userId == Ann.Id && path == "Email" ? email : null);

    public Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken) =>
        Task.FromResult(false);
}
