namespace Trench;

/// <summary>
/// How many passwords a process checks at once. Hashing is slow on purpose: a burst of logins would take every thread, and each of them would be under way before the
/// first wrong one was counted. Who waits here holds no thread, and is counted out by the address limit when the turn comes.
/// </summary>
internal sealed class PasswordTurns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Most, Most);

    /// <summary>Several for each processor, because part of a check is waiting for the user's row.</summary>
    public static int Most { get; } = 4 * Environment.ProcessorCount;

    /// <summary>Waits for a turn, does the work and gives the turn back.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
