using System.Text.Json.Nodes;

namespace Trench.AspNetCore;

/// <summary>
/// What the application adds to the answer of a completed login, for instance the user's profile. Register any number of them in the
/// container. It is asked after the commit, whether one step led to the tokens or two; never for a refresh.
/// </summary>
public interface ILoginMembers
{
    /// <summary>
    /// The members to add. Those that the answer has already, and those of the first step's answer, are left as they are. An exception is
    /// logged, and the login is answered without them.
    /// </summary>
    /// <param name="signedIn">The user and the new session.</param>
    /// <param name="cancellationToken">Ends when the client is gone.</param>
    Task<JsonObject> AddAsync(LiveSession signedIn, CancellationToken cancellationToken);
}
