using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Opens the keys when the application starts: a lost one is an alarm then, not at the first login, and the first ones are made outside any
/// request.
/// </summary>
internal sealed partial class KeyWatch(IEnumerable<IKeyCheck> checks, KeyAlarm alarm, ILogger<KeyWatch> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var check in checks)
        {
            await LookAsync(check, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAsync(IKeyCheck check, CancellationToken cancellationToken)
    {
        try
        {
            if (await check.FindMissingAsync(cancellationToken) is { Count: > 0 } missing)
            {
                await alarm.RaiseAsync(missing, cancellationToken);
            }
        }
        catch (SecretUnavailableException fault)
        {
            await alarm.RaiseAsync(fault, cancellationToken);
        }
        catch (StoreUnavailableException fault)
        {
            LogUnreachable(logger, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key ring cannot be read: the database is away, or its schema is not there yet.")]
    private static partial void LogUnreachable(ILogger logger, Exception fault);
}
