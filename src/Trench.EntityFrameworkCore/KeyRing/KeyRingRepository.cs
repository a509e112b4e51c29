using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Trench.EntityFrameworkCore;

/// <summary>Keeps the keys of Data Protection among the stored keys.</summary>
/// <param name="keys">The stored keys.</param>
/// <param name="seal">The master key.</param>
/// <param name="dropsTwins">
/// Whether a key is dropped when another was made at the same moment; not when somebody asked for a new one.
/// </param>
internal sealed class KeyRingRepository(StoredKeys keys, KeyRingSeal seal, bool dropsTwins = true) : IXmlRepository
{
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var rows = keys.Read().Where(IsOfRing).ToList();
        if (rows.Count == 0)
        {
            RefuseLostRing();
        }

        // Data Protection would make a new key beside those it cannot open, and what is sealed under that could be read by no other node.
        return rows.Count == 0 || rows.Any(row => seal.Find(row.MasterId) is not null)
            ? [.. rows.Select(row => XElement.Parse(row.Xml))]
            : throw new SecretUnavailableException(
                "The key ring in the database is sealed under another master key. Restore the one it was made with: Trench:MasterKey, or "
                + "the file master.key.");
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => keys.Add(rows =>
        dropsTwins && IsMadeAlready(element, [.. rows.Where(IsOfRing).Select(row => XElement.Parse(row.Xml))])
            ? null
            : StoredKeys.Row(element, friendlyName, seal.MasterId));

    // A new key would make the loss look like a fresh start, and what is sealed would be lost for good.
    private void RefuseLostRing()
    {
        if (keys.ReadCanaries().Any(canary => !PepperStore.IsOwn(canary.Id)))
        {
            throw new SecretUnavailableException(
                "The keys are gone from the table trench_keys, and secrets sealed under them are there. Restore that table from a backup.");
        }
    }

    private static bool IsOfRing(StoredKey row) => !PepperStore.IsOwn(row.Name);

    // Nodes that start together on an empty database each make a first key. The one that comes second drops its own and, reading again,
    // takes the other's: two first keys would leave each node with secrets that the other learns to read only after a while.
    private static bool IsMadeAlready(XElement element, IReadOnlyCollection<XElement> stored) =>
        CreationOf(element) is { } created
        && stored.Any(other =>
            CreationOf(other) is { } earlier && (created - earlier).Duration() < SameMoment && !IsRevoked(other, stored));

    private static DateTimeOffset? CreationOf(XElement element) =>
        element.Name.LocalName == "key" && element.Element("creationDate") is { } date
            ? DateTimeOffset.Parse(date.Value, CultureInfo.InvariantCulture)
            : null;

    private static bool IsRevoked(XElement key, IReadOnlyCollection<XElement> stored) => stored
        .Where(element => element.Name.LocalName == "revocation")
        .Select(revocation => revocation.Element("key")?.Attribute("id")?.Value)
        .Any(id => id == "*" || id == key.Attribute("id")?.Value);
}
