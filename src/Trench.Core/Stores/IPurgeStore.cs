namespace Trench;

/// <summary>Which rows are removed when they are of no use any more.</summary>
public enum PurgeKind
{
    /// <summary>Challenges, by their end.</summary>
    Challenges,

    /// <summary>Sessions, by their end.</summary>
    Sessions,

    /// <summary>Messages, by their end; their bodies are erased long before.</summary>
    Messages,

    /// <summary>Counted messages, by the end of the longest limit.</summary>
    Sends,

    /// <summary>Events, by when they happened.</summary>
    Events,

    /// <summary>
    /// Days of wrong answers that have left the window of thirty days at that instant. What they count is taken out of
    /// <see cref="Account.WindowFailures"/> first, and <see cref="Account.RolledDay"/> moves on.
    /// </summary>
    FailureDays,
}

/// <summary>The store's side of the purge. A store without it keeps its rows.</summary>
public interface IPurgeStore
{
    /// <summary>Removes the oldest rows that ended before an instant, at most so many, in a transaction of its own; says how many.</summary>
    Task<int> PurgeAsync(PurgeKind kind, DateTimeOffset before, int most, CancellationToken cancellationToken);

    /// <summary>Pending enrolments whose time is over, at most so many.</summary>
    Task<IReadOnlyList<Enrolment>> ListExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);
}
