namespace Trench;

/// <summary>The application's users, seen through the few questions the engine asks. ASP.NET Core Identity has a ready adapter.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// The active user with this name and password; null otherwise. An unknown or inactive user costs the same work as a wrong password, so that time
    /// tells nothing (ASVS 5.0 6.3.8).
    /// </summary>
    Task<MfaUser?> CheckPasswordAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>The user with this id, active or not; null when there is none.</summary>
    Task<MfaUser?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Whether users have this field. A dotted path walks through related objects, as in <c>Profile.Phone</c>. Asked at start.</summary>
    bool HasField(string path);

    /// <summary>The value of a field of a user; null or empty when it is not set.</summary>
    Task<string?> ReadFieldAsync(string userId, string path, CancellationToken cancellationToken);

    /// <summary>Stores a proven address on the user. Runs inside the engine's transaction where both share a database. False when the user is gone.</summary>
    Task<bool> SaveFieldAsync(string userId, string path, string value, CancellationToken cancellationToken);
}

/// <summary>What the engine knows of a user.</summary>
/// <param name="Id">The application's user id as a string.</param>
/// <param name="UserName">The name shown in an authenticator app.</param>
/// <param name="SecurityStamp">Changes with the password and other credentials; tokens and tickets die with it.</param>
/// <param name="IsActive">Whether the user may sign in.</param>
/// <param name="Language">The user's language as a BCP 47 tag, where known.</param>
public sealed record MfaUser(string Id, string UserName, string SecurityStamp, bool IsActive, string? Language = null)
{
    /// <summary>Nobody: whom a confirmation without a subject asks. It has no account to charge.</summary>
    internal static readonly MfaUser Nobody = new("", "", "", IsActive: true);

    /// <summary>Whether it is <see cref="Nobody"/>.</summary>
    internal bool IsNobody => Id.Length == 0;

    /// <summary>Hides the stamp, which is the key of Identity's own one-time codes.</summary>
    public override string ToString() => $"MfaUser {Id}";
}
