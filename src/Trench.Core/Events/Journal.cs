using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Commits changes together with the events that tell of them, and after the commit tells the application's handlers, the meter and the log. Nothing that
/// did not happen is told, and nothing that happened is left out.
/// </summary>
internal sealed partial class Journal(
    IMfaStore store,
    TimeProvider clock,
    NodeName node,
    TrenchTelemetry telemetry,
    IEnumerable<IConsequence> consequences,
    IEnumerable<IMfaEventHandler> handlers,
    ILogger<Journal> logger)
{
    // Each further try leaves out one kind of notice at least, and one commit tells of two or three.
    private const int MostTries = 5;

    private string? _language;

    /// <summary>An event of a user, ready to be committed.</summary>
    public MfaEvent Note(string name, string? userId, Caller? caller = null)
    {
        _language ??= caller?.Language;
        var now = clock.GetUtcNow();
        return new MfaEvent
        {
            Id = Codes.Id(now),
            Name = name,
            At = now,
            UserId = string.IsNullOrEmpty(userId) ? null : userId,
            Facade = caller?.Facade,
            Address = caller?.Address,
            Node = node.Value,
        };
    }

    /// <summary>An event of one of the user's enrolments.</summary>
    public MfaEvent Note(string name, Enrolment enrolment, Caller caller) => Note(name, enrolment.UserId, caller) with
    {
        Method = enrolment.Method,
        EnrolmentId = enrolment.Id,
    };

    /// <summary>All changes and events, or none.</summary>
    public async Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes,
        IReadOnlyList<MfaEvent> events,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task<bool>>? alongside = null)
    {
        var added = await ConsequencesAsync(events, cancellationToken);
        var result = await StoreAsync([.. changes, .. added], events, alongside, cancellationToken);
        for (var tries = 1; added.Any(change => ReferenceEquals(change, result.Lost)); tries++)
        {
            // Somebody was faster to the last notice of a limit: what else is to be told goes out all the same.
            added = tries < MostTries ? await ConsequencesAsync(events, cancellationToken) : [];
            result = await StoreAsync([.. changes, .. added], events, alongside, cancellationToken);
        }

        if (result.Done)
        {
            foreach (var consequence in consequences)
            {
                consequence.Committed(added);
            }

            await TellAsync(events, cancellationToken);
        }

        return result;
    }

    private async Task<IReadOnlyList<Change>> ConsequencesAsync(IReadOnlyList<MfaEvent> events, CancellationToken cancellationToken)
    {
        var added = new List<Change>();
        foreach (var consequence in events.Count == 0 ? [] : consequences)
        {
            try
            {
                added.AddRange(await consequence.OfAsync(events, _language, cancellationToken));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A notice that cannot be written must not take back what is counted, nor undo what was proven.
                Log.ConsequenceFailed(logger, exception, consequence.GetType().Name);
            }
        }

        return added;
    }

    private Task<CommitResult> StoreAsync(
        IReadOnlyList<Change> changes,
        IReadOnlyList<MfaEvent> events,
        Func<CancellationToken, Task<bool>>? alongside,
        CancellationToken cancellationToken) =>
        store.CommitAsync(events.Count == 0 ? changes : [.. changes, new AddEvents(events)], cancellationToken, alongside);

    private async Task TellAsync(IReadOnlyList<MfaEvent> events, CancellationToken cancellationToken)
    {
        foreach (var happened in events)
        {
            telemetry.Count(happened);
            var level = happened.Name is EventNames.CodeRejected or EventNames.SessionReuse ? LogLevel.Warning : LogLevel.Information;
            Log.Happened(logger, level, happened.Name, happened.UserId, happened.Method, happened.Purpose, happened.Reason);
            foreach (var handler in handlers)
            {
                await TellAsync(handler, happened, cancellationToken);
            }
        }
    }

    private async Task TellAsync(IMfaEventHandler handler, MfaEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await handler.HandleAsync(happened, cancellationToken);
        }
        catch (Exception exception)
        {
            // The commit stands; a hook of the application must not turn a done login into an error, also not one that ran out of time.
            Log.HandlerFailed(logger, exception, handler.GetType().Name, happened.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{Event} user={UserId} method={Method} purpose={Purpose} reason={Reason}")]
        public static partial void Happened(
            ILogger logger, LogLevel level, string @event, string? userId, string? method, string? purpose, string? reason);

        [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Consequence} could not be made, and what happened stands without it")]
        public static partial void ConsequenceFailed(ILogger logger, Exception exception, string consequence);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The event handler {Handler} failed at {Event}")]
        public static partial void HandlerFailed(ILogger logger, Exception exception, string handler, string @event);
    }
}

/// <summary>The name of this process in events and leases.</summary>
/// <param name="Value">Unique per process.</param>
internal sealed record NodeName(string Value)
{
    /// <summary>A name for this process.</summary>
    public static NodeName New() => new($"{Environment.MachineName}-{Codes.Id()[..8]}");
}
