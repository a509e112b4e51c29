namespace Trench;

/// <summary>
/// Tells a store that is silent from one that is slow. While a request waits, it is asked for a sign of life; where none comes, the request is
/// answered instead of waiting for time-outs. A store without it is waited for.
/// </summary>
public interface IStorePulse
{
    /// <summary>
    /// Asks the database something that needs no table, no lock and no place in a line. Ends when it answers; a fault is an answer as well,
    /// unless it says that nothing came. One call is under way at a time, and another one after five seconds where the first does not end.
    /// </summary>
    /// <param name="cancellationToken">Ends the asking when it took too long.</param>
    /// <exception cref="TimeoutException">The database said nothing.</exception>
    Task BeatAsync(CancellationToken cancellationToken);
}
