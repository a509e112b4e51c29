using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>
/// Which facades sign users in, and at the start whether they agree about users without a method: where one asks them for a code and another
/// does not, whoever wants no second step takes the other door.
/// </summary>
internal sealed partial class MountedFacades(IServiceProvider services, ILogger<MountedFacades> logger) : IHostedLifecycleService
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public void Add(string facade) => _names.Add(facade);

    // After everything has started, because routes may be mapped until then.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Not by the constructor: faulty settings would stop the start there, before they are all found.
        var terms = services.GetServices<FacadeTerms>().ToDictionary(facade => facade.Facade, StringComparer.Ordinal);
        var own = services.GetRequiredService<IOptions<TrenchOptions>>().Value.FallbackMethod;
        var byFallback = _names.ToLookup(name => (terms.GetValueOrDefault(name)?.FallbackMethod ?? own) is not null);
        if (byFallback[true].Any() && byFallback[false].Any())
        {
            LogDisagreement(logger, string.Join(", ", byFallback[true]), string.Join(", ", byFallback[false]));
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Users without a method are asked for a code by {Asking}, and not by {NotAsking}. Set TRENCH_AUTH:FALLBACK_METHOD to have all ask.")]
    private static partial void LogDisagreement(ILogger logger, string asking, string notAsking);
}
