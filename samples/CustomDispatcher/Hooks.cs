using System.Text.Json.Nodes;
using Trench;
using Trench.AspNetCore;

/// <summary>Adds to the answer of each completed login. Trench's own members stay as they are.</summary>
// begin-snippet: login
public sealed class LoginGreeting : ILoginMembers
{
    public Task<JsonObject> AddAsync(LiveSession signedIn, CancellationToken cancellationToken) =>
        Task.FromResult(new JsonObject { ["greeting"] = $"Welcome to the loft, {signedIn.User.UserName}." });
}
// end-snippet

/// <summary>
/// Hears what happened, after it is committed. Here it only writes a line; an application would tell its users or its own audit.
/// </summary>
// begin-snippet: events
public sealed partial class LoftBook(ILogger<LoftBook> logger) : IMfaEventHandler
{
    public Task HandleAsync(MfaEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Name is EventNames.Activated or EventNames.Deactivated)
        {
            LogChanged(logger, happened.Name, happened.Method, happened.UserId);
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Event}: {Method} of {User}")]
    private static partial void LogChanged(ILogger logger, string @event, string? method, string? user);
}
// end-snippet
