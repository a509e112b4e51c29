using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Data Protection for Trench alone: its keys, names and settings touch nothing of the application's own Data Protection. It looks for keys
/// that other nodes or the command <c>trench</c> have made: every hour, and when something is sealed under an unknown one.
/// </summary>
internal sealed class KeyRing(IXmlRepository repository, KeyRingSeal seal, ILoggerFactory loggers, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Lock _door = new();
    private volatile Generation? _now;

    /// <summary>Makes protectors under the ring.</summary>
    public IDataProtectionProvider Provider => Read(Longest).Provider;

    /// <summary>Whether looking for new keys brought this one.</summary>
    public bool Finds(Guid keyId) => !Read(Longest).Knows(keyId) && Read(Shortest).Knows(keyId);

    /// <summary>Makes a new key, which seals from now on.</summary>
    public void Rotate()
    {
        // Data Protection looks at the system's clock, whatever clock the application has.
        var now = TimeProvider.System.GetUtcNow();
        Read(Longest).Manager.CreateNewKey(now, now + new KeyManagementOptions().NewKeyLifetime);
    }

    /// <inheritdoc />
    public void Dispose() => _now?.Services.Dispose();

    // One reads anew, and the others go on with what is known. A former generation is not disposed of: it may be in use.
    private Generation Read(TimeSpan oldest)
    {
        if (_now is not { } known)
        {
            lock (_door)
            {
                return _now ??= Load();
            }
        }

        if (clock.GetElapsedTime(known.ReadAt) < oldest || !_door.TryEnter())
        {
            return known;
        }

        try
        {
            return _now = Load();
        }
        finally
        {
            _door.Exit();
        }
    }

    private Generation Load()
    {
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        services.AddSingleton(seal);
        services.AddDataProtection().SetApplicationName("Trench");
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = repository;
            options.XmlEncryptor = new MasterKeyEncryptor(seal);
        });
        return new Generation(services.BuildServiceProvider(), clock.GetTimestamp());
    }

    private sealed class Generation(ServiceProvider services, long readAt)
    {
        private HashSet<Guid>? _known;

        public ServiceProvider Services => services;

        public long ReadAt => readAt;

        public IDataProtectionProvider Provider { get; } = services.GetRequiredService<IDataProtectionProvider>();

        public IKeyManager Manager { get; } = services.GetRequiredService<IKeyManager>();

        public bool Knows(Guid keyId) => (_known ??= [.. Manager.GetAllKeys().Select(key => key.KeyId)]).Contains(keyId);
    }
}
