namespace Trench;

/// <summary>Ids that come from outside.</summary>
internal static class UserIds
{
    /// <summary>
    /// The id as the application stores it. A request may spell it otherwise, as a Guid in capitals, and mean the same user. An id nobody has
    /// any more stays as it is: of a deleted user there is a history.
    /// </summary>
    public static async Task<string?> AsStoredAsync(this IUserDirectory users, string? userId, CancellationToken cancellationToken) =>
        userId is { Length: > 0 } ? (await users.FindAsync(userId, cancellationToken))?.Id ?? userId : userId;
}
