using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trench.Testing;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>One node of an application: its services over a database and a master key.</summary>
public sealed class TestHost : IAsyncDisposable
{
    public const string MasterKeyText = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly ServiceProvider _services;

    public TestHost(Action<DbContextOptionsBuilder> database, string masterKey = MasterKeyText)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(MasterKeySource.KeySetting, masterKey)])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<IUserDirectory, InMemoryUsers>();
        services.AddDbContext<TestDbContext>(database);
        services.AddTrench(configuration.GetSection("TRENCH_AUTH")).AddEntityFrameworkStores<TestDbContext>();
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public CapturedLog Log { get; } = new();

    public FakeClock Clock { get; } = new();

    public PepperRing Peppers => Services.GetRequiredService<PepperRing>();

    public ISecretProtector Protector => Services.GetRequiredService<ISecretProtector>();

    /// <summary>Starts what the store starts with the application.</summary>
    public Task StartAsync() => Services.GetServices<IHostedService>().OfType<KeyWatch>().Single().StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Keeps the levels of what is logged by Trench.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly List<LogLevel> _levels = [];

    public IReadOnlyList<LogLevel> Levels => _levels;

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Trench", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _levels.Add(logLevel);

    public void Dispose()
    {
    }
}
