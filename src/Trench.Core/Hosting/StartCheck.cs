using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trench;

/// <summary>
/// Runs before anything else starts: every fault of the settings in one message, or else every warning in a line of the log.
/// </summary>
internal sealed partial class StartCheck(
    IServiceScopeFactory scopes,
    IEnumerable<IConfigureOptions<TrenchOptions>> configurations,
    IEnumerable<IPostConfigureOptions<TrenchOptions>> additions,
    IEnumerable<IValidateOptions<TrenchOptions>> validations,
    IEnumerable<IStartCheck> checks,
    IEnumerable<ISettingSection> sections,
    ILogger<StartCheck> logger) : IHostedLifecycleService
{
    private static readonly string AnyName = Microsoft.Extensions.Options.Options.DefaultName;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Read without validation: asking for IOptions would stop at the first half of the faults.
        var options = new OptionsFactory<TrenchOptions>(configurations, additions).Create(AnyName);
        await using var scope = scopes.CreateAsyncScope();
        string[] faults =
        [
            .. validations.SelectMany(validation => validation.Validate(AnyName, options).Failures ?? []),
            .. checks.SelectMany(check => check.Faults(scope.ServiceProvider, options)),
        ];
        if (faults.Length > 0)
        {
            throw new TrenchStartException(faults.Distinct());
        }

        var warnings = options.Notes.Warnings.Concat(InsecureChoices.Of(options));
        foreach (var warning in warnings.Concat(sections.SelectMany(section => section.WarningsOf(options))))
        {
            LogWarning(logger, warning);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting}")]
    private static partial void LogWarning(ILogger logger, string setting);
}
