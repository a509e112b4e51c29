namespace Trench;

/// <summary>
/// Tells a store that is silent from one that is slow. While a request waits, it is asked for a sign of life; where none comes, the request is
/// answered instead of waiting for time-outs. A store without it is waited for.
/// </summary>
public interface IStorePulse
{
    /// <summary>
    /// Asks the database something that needs no table and no lock. Ends when it answers; a fault is an answer as well. One call is under way
    /// at a time.
    /// </summary>
    /// <param name="cancellationToken">Ends the asking when it took too long.</param>
    Task BeatAsync(CancellationToken cancellationToken);
}
