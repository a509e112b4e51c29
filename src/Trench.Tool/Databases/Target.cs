using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Tool;

/// <summary>The application's database behind the engine's own parts: what is written here is what the engine reads.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private Target(ServiceProvider services)
    {
        _services = services;
        _scope = services.CreateAsyncScope();
    }

    /// <summary>The store.</summary>
    public IMfaStore Store => Part<IMfaStore>();

    /// <summary>The context of the tables.</summary>
    public TargetDbContext Context => Part<TargetDbContext>();

    /// <summary>Opens the database without a look at its tables.</summary>
    public static Target Connect(Database database, IConfiguration configuration, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddSingleton(clock);
        services.AddDbContext<TargetDbContext>(database.Use);
        services.AddTrench(configuration.GetSection("TRENCH_AUTH")).AddEntityFrameworkStores<TargetDbContext>();
        return new Target(services.BuildServiceProvider());
    }

    /// <summary>Opens the database. Nothing is created in it.</summary>
    /// <exception cref="StopException">It has no tables of Trench, or not those of this version.</exception>
    public static async Task<Target> OpenAsync(
        Database database, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var target = Connect(database, configuration, clock);
        try
        {
            await target.Store.FindUserAsync("", cancellationToken);
            await target.Store.ListImportedCodesAsync("", cancellationToken);
            return target;
        }
        catch (StoreUnavailableException fault)
        {
            await target.DisposeAsync();
            throw new StopException(
                ExitCodes.TargetRefused,
                "The target cannot be used, and nothing was written. Start the application once, or run its migrations, so that the "
                    + $"tables of Trench are there: {Faults.Text(fault)}",
                fault);
        }
    }

    /// <summary>A part of the engine. The first one that needs the master key reads it.</summary>
    public T Part<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Makes sure that what is sealed here can be opened there.</summary>
    /// <exception cref="StopException">There is no master key, or another one than the application's.</exception>
    public void CheckKeys()
    {
        try
        {
            CheckFolder();
            var protector = Part<ISecretProtector>();
            var binding = new SealBinding("key", "", "tool");
            protector.Open(protector.Seal("probe"u8, binding), binding);
        }
        catch (Exception fault) when (fault is InvalidOperationException or SecretUnavailableException or IOException
            or UnauthorizedAccessException)
        {
            throw new StopException(
                ExitCodes.TargetRefused,
                "The application's master key is needed, as Trench__MasterKey or with --data-folder, and nothing was written: "
                    + fault.Message,
                fault);
        }
    }

    /// <summary>
    /// Makes sure that the folder holds a master key: the engine would make one there, which the application does not have.
    /// </summary>
    /// <exception cref="InvalidOperationException">It holds none.</exception>
    public void CheckFolder()
    {
        var configuration = Part<IConfiguration>();
        if (configuration[MasterKeySource.FolderSetting] is { Length: > 0 } folder
            && string.IsNullOrEmpty(configuration[MasterKeySource.KeySetting])
            && !File.Exists(Path.Combine(folder, MasterKeySource.FileName)))
        {
            throw new InvalidOperationException($"There is no {MasterKeySource.FileName} in {folder}.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }
}
