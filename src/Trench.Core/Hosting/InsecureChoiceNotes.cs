using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Writes down with each start which insecure choices it was made with, so that the events tell under which settings everything after happened.
/// </summary>
internal sealed partial class InsecureChoiceNotes(IServiceScopeFactory scopes, ILogger<InsecureChoiceNotes> logger) : IHostedLifecycleService
{
    // After everything has started, because creating the schema is part of that.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<TrenchOptions>>().Value;
        var keys = InsecureChoices.KeysOf(options).ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var journal = scope.ServiceProvider.GetRequiredService<Journal>();
        try
        {
            var events = keys.Select(key => journal.Note(EventNames.InsecureOption, userId: null) with { Reason = key });
            await journal.CommitAsync([], [.. events], cancellationToken);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The store did not take the events of insecure choices; the log has them.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);
}
