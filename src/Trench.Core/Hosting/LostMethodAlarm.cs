using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Trench;

/// <summary>
/// Says once, after the start, which methods have active enrolments but are not configured any more. Their owners are still asked for a
/// second step and can only answer by other methods and backup codes.
/// </summary>
internal sealed partial class LostMethodAlarm(IServiceScopeFactory scopes, ILogger<LostMethodAlarm> logger) : IHostedLifecycleService
{
    // After everything has started, because creating the schema is part of that.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();

        // Not by the constructor: faulty settings would stop the start there, before they are all found.
        var methods = scope.ServiceProvider.GetRequiredService<MethodRegistry>();
        try
        {
            var enrolled = await scope.ServiceProvider.GetRequiredService<IMfaStore>().ListEnrolledMethodsAsync(cancellationToken);
            foreach (var name in enrolled.Where(name => !methods.Contains(name)))
            {
                LogLost(logger, name);
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            LogUnavailable(logger, unavailable);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Users have active enrolments of {Method}, which is not configured. Only other methods and backup codes let them in.")]
    private static partial void LogLost(ILogger logger, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store could not be asked which methods have enrolments.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);
}
