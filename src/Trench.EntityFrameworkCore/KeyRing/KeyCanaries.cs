using System.Buffers.Text;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// A small sealed or hashed text for each key, in a table apart from the keys: while it can be read, so can everything else under that key.
/// A key without one gets it here.
/// </summary>
internal sealed class KeyCanaries(StoredKeys keys, ISecretProtector protector, PepperRing peppers) : IKeyCheck
{
    private static readonly SealBinding Binding = new("key", "", "canary");

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> FindMissingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var current = protector.Seal("canary"u8, Binding);
        var pepper = PepperStore.NameOf(peppers.Current);
        var known = keys.ReadCanaries();
        Keep(known, SealedText.KeyOf(current), () => current);
        Keep(known, pepper, () => HashUnder(pepper));
        return Task.FromResult<IReadOnlyList<string>>([.. known.Where(IsLost).Select(canary => canary.Id)]);
    }

    private void Keep(IReadOnlyList<KeyCanary> known, string id, Func<string> text)
    {
        if (known.All(canary => canary.Id != id))
        {
            keys.Add(new KeyCanary { Id = id, Text = text() });
        }
    }

    private bool IsLost(KeyCanary canary)
    {
        try
        {
            return PepperStore.IsOwn(canary.Id)
                ? HashUnder(canary.Id) != canary.Text
                : protector.Open(canary.Text, Binding).Length == 0;
        }
        catch (SecretUnavailableException)
        {
            return true;
        }
    }

    private string HashUnder(string pepper) => Base64Url.EncodeToString(peppers.Mac(PepperStore.VersionIn(pepper), "canary"));
}
