using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Writes down with each start which insecure choices it was made with, so that the events tell under which settings everything after happened.
/// </summary>
internal sealed partial class InsecureChoiceNotes(
    IServiceScopeFactory scopes, NodeName node, TimeProvider clock, ILogger<InsecureChoiceNotes> logger) : IHostedLifecycleService
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

        try
        {
            // Not by the journal: the start has logged them already, and what the journal needs seals secrets, which a start does not.
            await scope.ServiceProvider.GetRequiredService<IMfaStore>().CommitAsync([new AddEvents([.. keys.Select(Event)])], cancellationToken);
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

    private MfaEvent Event(string key) =>
        new() { Id = Codes.Id(), Name = EventNames.InsecureOption, At = clock.GetUtcNow(), Node = node.Value, Reason = key };

    [LoggerMessage(Level = LogLevel.Error, Message = "The store did not take the events of insecure choices; the log has them.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);
}
