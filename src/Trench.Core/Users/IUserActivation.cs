namespace Trench;

/// <summary>
/// Takes and gives the right to sign in. Only administration asks; the adapter of ASP.NET Core Identity has it where users have such a
/// field.
/// </summary>
public interface IUserActivation
{
    /// <summary>
    /// Stores whether the user may sign in. Runs inside the engine's transaction where both share a database. False when the user is gone.
    /// </summary>
    Task<bool> SetActiveAsync(string userId, bool active, CancellationToken cancellationToken);
}
