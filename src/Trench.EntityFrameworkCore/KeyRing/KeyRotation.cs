using Microsoft.Extensions.Logging.Abstractions;

namespace Trench.EntityFrameworkCore;

/// <summary>Makes a new key for secrets and a new pepper. Nodes use them within the hour; what is there stays under the old ones.</summary>
internal sealed class KeyRotation(StoredKeys keys, KeyRingSeal seal, PepperStore peppers, TimeProvider clock)
{
    public void Run()
    {
        var repository = new KeyRingRepository(keys, seal, dropsTwins: false);
        using var ring = new KeyRing(repository, seal, NullLoggerFactory.Instance, clock);
        ring.Rotate();
        peppers.Rotate();
    }
}
