using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Says that a key is lost: in the log each time it shows, in an event at most once an hour. Whoever needs the key hears "not available
/// now" and never "wrong code".
/// </summary>
internal sealed partial class KeyAlarm(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyAlarm> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly Lock _door = new();
    private bool _isTelling;
    private long? _last;

    /// <summary>What a user met with.</summary>
    public Task RaiseAsync(SecretUnavailableException fault, string? userId, string? method, CancellationToken cancellationToken)
    {
        Log.Unreadable(logger, fault, method);
        return TellAsync(userId, method, null, cancellationToken);
    }

    /// <summary>What the start found.</summary>
    public Task RaiseAsync(IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        Log.Missing(logger, missing);
        return TellAsync(null, null, missing.Count, cancellationToken);
    }

    /// <summary>Nothing can be opened.</summary>
    public Task RaiseAsync(SecretUnavailableException fault, CancellationToken cancellationToken)
    {
        Log.Lost(logger, fault);
        return TellAsync(null, null, null, cancellationToken);
    }

    private async Task TellAsync(string? userId, string? method, int? count, CancellationToken cancellationToken)
    {
        if (!Begin())
        {
            return;
        }

        var isTold = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var journal = scope.ServiceProvider.GetRequiredService<Journal>();
            var result = await journal.CommitAsync(
                [], [journal.Note(EventNames.KeyMissing, userId) with { Method = method, Count = count }], cancellationToken);
            isTold = result.Done;
        }
        catch (StoreUnavailableException)
        {
            // The log has it, and whoever meets with it next tells.
        }
        finally
        {
            End(isTold);
        }
    }

    // With the key every login fails at once: while one of them tells, the others leave it to that one.
    private bool Begin()
    {
        lock (_door)
        {
            if (_isTelling || (_last is { } last && clock.GetElapsedTime(last) < Pause))
            {
                return false;
            }

            _isTelling = true;
            return true;
        }
    }

    private void End(bool isTold)
    {
        lock (_door)
        {
            _isTelling = false;
            _last = isTold ? clock.GetTimestamp() : _last;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "A secret of {Method} cannot be opened: its key is lost.")]
        public static partial void Unreadable(ILogger logger, Exception fault, string? method);

        [LoggerMessage(Level = LogLevel.Critical, Message = "Keys are lost that stored secrets need: {Keys}. Restore them from a backup.")]
        public static partial void Missing(ILogger logger, IReadOnlyList<string> keys);

        [LoggerMessage(
            Level = LogLevel.Critical,
            Message = "The key ring cannot be opened: stored secrets are unreadable until it and its master key are restored.")]
        public static partial void Lost(ILogger logger, Exception fault);
    }
}
