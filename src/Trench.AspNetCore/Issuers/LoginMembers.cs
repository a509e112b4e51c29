using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Trench.AspNetCore;

/// <summary>Asks the application for its members of a login's answer.</summary>
internal sealed partial class LoginMembers(IEnumerable<ILoginMembers> additions, ILogger<LoginMembers> logger)
{
    // Members of the first step's answer: a client tells by them that a second step follows.
    private static readonly HashSet<string> Reserved = ["ephemeral_token", "method", "other_methods", "retry_after", "backup_codes_left", "regenerate_backup_codes"];

    /// <summary>The members, each name once; the first to give one wins.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode?>> CollectAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var addition in additions)
        {
            foreach (var (name, value) in await AskAsync(addition, signedIn, cancellationToken))
            {
                if (!Reserved.Contains(name))
                {
                    members.TryAdd(name, value);
                }
            }
        }

        return members;
    }

    // The login is committed and its code is spent: it must not fail on what only decorates its answer.
    private async Task<IEnumerable<KeyValuePair<string, JsonNode?>>> AskAsync(
        ILoginMembers addition, SignedIn signedIn, CancellationToken cancellationToken)
    {
        try
        {
            return await addition.AddAsync(new LiveSession(signedIn.User, signedIn.Session), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, addition.GetType().Name);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Addition} failed; a login was answered without its members.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string addition);
}
