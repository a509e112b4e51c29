using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Trench.Testing;

/// <summary>
/// The real engine on the reference store, with a clock that stands still and every message at hand. Methods: <c>pigeon</c> and <c>dove</c> deliver to the test, <c>token</c> has a
/// counter.
/// </summary>
public sealed class TestEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestEngine(ServiceProvider services) => _services = services;

    /// <summary>The clock.</summary>
    public FakeClock Clock => (FakeClock)_services.GetRequiredService<TimeProvider>();

    /// <summary>The users.</summary>
    public InMemoryUsers Users => _services.GetRequiredService<InMemoryUsers>();

    /// <summary>The messages.</summary>
    public CapturedMessages Messages => _services.GetRequiredService<CapturedMessages>();

    /// <summary>The store.</summary>
    public IMfaStore Store => _services.GetRequiredService<IMfaStore>();

    /// <summary>Every message's row.</summary>
    public IReadOnlyCollection<OutboxMessage> Outbox => [.. _services.GetRequiredService<InMemoryMfaStore>().Rows.Messages.Values];

    /// <summary>Every counted message.</summary>
    public IReadOnlyCollection<SendCount> Counted => _services.GetRequiredService<InMemoryMfaStore>().Rows.Sends;

    /// <summary>How many days of wrong answers are kept, of all accounts.</summary>
    public int FailureDays => _services.GetRequiredService<InMemoryMfaStore>().Rows.FailureDays.Count;

    /// <summary>What was logged.</summary>
    public CapturedLog Log => _services.GetRequiredService<CapturedLog>();

    /// <summary>Starts an engine. Settings are keys of TRENCH_AUTH; <paramref name="configure"/> adds methods and replaces parts.</summary>
    public static async Task<TestEngine> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<TrenchBuilder>? configure = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection((settings ?? new Dictionary<string, string?>()).Select(pair => KeyValuePair.Create("TRENCH_AUTH:" + pair.Key, pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        var builder = services.AddTestEngine(configuration);
        configure?.Invoke(builder);
        var engine = new TestEngine(services.BuildServiceProvider(validateScopes: true));
        try
        {
            await engine.BeginAsync();
        }
        catch
        {
            await engine._services.DisposeAsync();
            throw;
        }

        return engine;
    }

    /// <summary>Runs something with the services of one request.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            // There is no time for what never ends.
            await hosted.StopAsync(new CancellationToken(canceled: true));
        }

        await _services.DisposeAsync();
    }

    // As a host does: what checks the settings comes before anything runs.
    private async Task BeginAsync()
    {
        var hosted = _services.GetServices<IHostedService>().ToList();
        foreach (var part in hosted.OfType<IHostedLifecycleService>())
        {
            await part.StartingAsync(CancellationToken.None);
        }

        foreach (var part in hosted)
        {
            await part.StartAsync(CancellationToken.None);
        }
    }
}
