using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Opens the key ring when the application starts: a lost one is an alarm then, not at the first login, and its first key is made outside
/// any request.
/// </summary>
internal sealed partial class KeyRingStart(ISecretProtector protector, ILogger<KeyRingStart> logger) : IHostedService
{
    private static readonly SealBinding Probe = new("key", "", "start");

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            protector.Open(protector.Seal("probe"u8, Probe), Probe);
        }
        catch (SecretUnavailableException fault)
        {
            Log.KeyRingLost(logger, fault);
        }
        catch (StoreUnavailableException fault)
        {
            Log.KeyRingUnreachable(logger, fault);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The key ring cannot be opened: stored secrets are unreadable until its master key is restored.")]
        public static partial void KeyRingLost(ILogger logger, Exception fault);

        [LoggerMessage(LogLevel.Error, "The key ring cannot be read: the database is away, or its schema is not there yet.")]
        public static partial void KeyRingUnreachable(ILogger logger, Exception fault);
    }
}
