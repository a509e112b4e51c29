using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Data Protection for Trench alone: its keys, names and settings touch nothing of the application's own Data Protection.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    private readonly ServiceProvider _services;

    public KeyRing(IXmlRepository repository, KeyRingSeal seal, ILoggerFactory loggers)
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
        _services = services.BuildServiceProvider();
        Provider = _services.GetRequiredService<IDataProtectionProvider>();
    }

    /// <summary>Makes protectors under the ring.</summary>
    public IDataProtectionProvider Provider { get; }

    /// <inheritdoc />
    public void Dispose() => _services.Dispose();
}
