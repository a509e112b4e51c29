using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;

namespace Trench.EntityFrameworkCore;

/// <summary>Keeps the peppers among the stored keys, each sealed under the master key for its own version.</summary>
internal sealed class PepperStore(StoredKeys keys, KeyRingSeal seal) : IPepperSource
{
    private const string Prefix = "pepper-";
    private const string ElementName = "pepper";
    private const int KeyBytes = 32;

    /// <inheritdoc />
    public IReadOnlyList<Pepper> Read()
    {
        var rows = Rows(keys.Read());
        if (rows.Count == 0)
        {
            keys.Add(MakeFirst);
            rows = Rows(keys.Read());
        }

        var opened = rows.Where(row => seal.Find(row.MasterId) is not null).Select(Open).ToList();
        return opened.Count > 0 ? opened : throw new SecretUnavailableException(
            "The peppers in the database are sealed under another master key. Restore the one they were made with: Trench:MasterKey, or "
                + "the file master.key.");
    }

    /// <summary>Adds a new version, which is the one for new hashes from now on.</summary>
    public void Rotate()
    {
        // The first is never random: there may be hashes from before peppers were stored.
        Read();
        keys.Add(all =>
        {
            var next = (VersionOf(Rows(all)[0]) + 1).ToString(CultureInfo.InvariantCulture);
            return Row(new Pepper(next, RandomNumberGenerator.GetBytes(KeyBytes)));
        });
    }

    /// <summary>Whether a stored key, or the canary of one, is a pepper.</summary>
    public static bool IsOwn(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The name of a pepper's row and canary.</summary>
    public static string NameOf(string version) => Prefix + version;

    /// <summary>The version in a name.</summary>
    public static string VersionIn(string name) => name[Prefix.Length..];

    /// <summary>What the pepper of a row is sealed for.</summary>
    public static string PurposeOf(string version) => "trench pepper " + version;

    // Before peppers were stored there was the one that hangs on the master key, the one that sealed the ring.
    private StoredKey? MakeFirst(IReadOnlyList<StoredKey> all)
    {
        if (Rows(all).Count > 0)
        {
            return null;
        }

        if (keys.ReadCanaries().Any(canary => IsOwn(canary.Id)))
        {
            throw new SecretUnavailableException(
                "The peppers are gone from the table trench_keys, and hashes made with them are there. Restore that table from a backup.");
        }

        var masterId = all.Count == 0 ? seal.MasterId : all[0].MasterId;
        return Row(Pepper.First(seal.Find(masterId) ?? throw new SecretUnavailableException(
            "The key ring in the database is sealed under another master key. Restore the one it was made with.")));
    }

    private StoredKey Row(Pepper pepper)
    {
        var element = new XElement(
            ElementName, new XAttribute("version", pepper.Version), seal.Seal(pepper.Key, PurposeOf(pepper.Version)));
        return StoredKeys.Row(element, NameOf(pepper.Version), seal.MasterId);
    }

    private Pepper Open(StoredKey row)
    {
        var version = VersionIn(row.Name);
        try
        {
            return new Pepper(version, seal.Open(KeyRingSeal.In(XElement.Parse(row.Xml)).Single(), PurposeOf(version)));
        }
        catch (CryptographicException fault)
        {
            throw new SecretUnavailableException($"Pepper {version} in the database was changed, or belongs to another version.", fault);
        }
    }

    private static int VersionOf(StoredKey row) => int.Parse(VersionIn(row.Name), CultureInfo.InvariantCulture);

    private static List<StoredKey> Rows(IEnumerable<StoredKey> all) =>
        [.. all.Where(row => IsOwn(row.Name)).OrderByDescending(VersionOf)];
}
