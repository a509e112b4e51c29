using System.Data.Common;

namespace Trench;

/// <summary>
/// How many passwords a process checks at once. Hashing is slow on purpose: a burst of logins would take every thread, and each of them would be under way before the
/// first wrong one was counted. Who waits here holds no thread, and is counted out by the address limit when the turn comes. While the users' database is silent, whoever
/// has a turn and hears nothing tells all who wait, who would only wait for the same.
/// </summary>
internal sealed class PasswordTurns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Most, Most);
    private CancellationTokenSource _silence = new();
    private long _answers;

    /// <summary>Several for each processor, because part of a check is waiting for the user's row.</summary>
    public static int Most { get; } = 4 * Environment.ProcessorCount;

    /// <summary>Waits for a turn, does the work and gives the turn back.</summary>
    /// <exception cref="StoreUnavailableException">The users' database does not answer those before.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        var answersBefore = Interlocked.Read(ref _answers);
        try
        {
            var result = await work();
            Interlocked.Increment(ref _answers);
            return result;
        }
        catch (Exception fault) when (IsSilence(fault) && Interlocked.Read(ref _answers) == answersBefore)
        {
            await Interlocked.Exchange(ref _silence, new CancellationTokenSource()).CancelAsync();
            throw;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _silence.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var silence = Volatile.Read(ref _silence);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            await _turns.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent();
        }

        // The turn of whoever told may come before the word does.
        if (Volatile.Read(ref _silence) != silence)
        {
            _turns.Release();
            throw Silent();
        }
    }

    private static StoreUnavailableException Silent() => new("The users' database does not answer those before.");

    // A fault with a code of the database is an answer.
    private static bool IsSilence(Exception? fault) => fault switch
    {
        null => false,
        DbException { IsTransient: true, SqlState: null } or TimeoutException or StoreUnavailableException => true,
        _ => IsSilence(fault.InnerException),
    };
}
