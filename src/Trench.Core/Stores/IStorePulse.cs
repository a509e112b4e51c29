namespace Trench;

/// <summary>
/// Tells a store that is silent from one that is slow. While a request waits, it is asked for a sign of life; where none comes, the request is
/// answered instead of waiting for time-outs. A store without it is waited for.
/// </summary>
public interface IStorePulse
{
    /// <summary>
    /// Asks the database something that no crowd holds up: no table, no lock of a row and no place in a line is needed for it. A file is asked
    /// whether writers get in. Ends when it answers; a fault is an answer as well, unless it says that nothing came. One call is under way at a time, and another one after five seconds where the first does not end.
    /// </summary>
    /// <param name="cancellationToken">Ends the asking when it took too long.</param>
    /// <exception cref="TimeoutException">The database said nothing.</exception>
    Task BeatAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether a beat always ends within little more than a second, and says by <see cref="TimeoutException"/> that it has seen nothing. Then its
    /// word is waited for; otherwise a beat that is late is none. False unless the store says otherwise.
    /// </summary>
    bool KeepsTime => false;
}
