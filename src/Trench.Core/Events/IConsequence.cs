namespace Trench;

/// <summary>What belongs to an event besides its row, and is committed with it: the notice that tells the user.</summary>
internal interface IConsequence
{
    /// <summary>
    /// The changes that go with the events; none for most. When one of them is lost, they are asked for anew; when that happens time and
    /// again, the events are committed without any.
    /// </summary>
    /// <param name="events">What is about to be committed.</param>
    /// <param name="language">The language of the request, where there is one.</param>
    /// <param name="cancellationToken">Calls the work off.</param>
    Task<IReadOnlyList<Change>> OfAsync(IReadOnlyList<MfaEvent> events, string? language, CancellationToken cancellationToken);

    /// <summary>The changes are committed.</summary>
    void Committed(IReadOnlyList<Change> changes);
}
