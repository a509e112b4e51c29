using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>How much hangs on one key.</summary>
/// <param name="Name">The name of its row among the stored keys, or the beginning of what it sealed where there is none.</param>
/// <param name="Uses">How many sealed texts or unspent backup codes.</param>
/// <param name="IsStored">Whether it is among the stored keys.</param>
/// <param name="IsOpen">Whether a master key that is at hand opens it.</param>
/// <param name="IsUnderFirstMaster">Whether that is the first one.</param>
internal sealed record KeyUse(string Name, long Uses, bool IsStored, bool IsOpen, bool IsUnderFirstMaster);

/// <summary>Counts what hangs on which key. Nothing is opened.</summary>
internal sealed class KeyCensus(DbContext context, StoredKeys keys, KeyRingSeal seal)
{
    /// <summary>What the names of Data Protection's own keys begin with.</summary>
    public const string KeyPrefix = "key-";

    private readonly StoreText _text = StoreText.Of(context);

    /// <summary>All keys that are stored, and those that should be.</summary>
    public async Task<IReadOnlyList<KeyUse>> TakeAsync(CancellationToken cancellationToken)
    {
        var uses = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var column in SealedColumn.All)
        {
            await CountAsync(uses, new SealedStatements(_text.Tables, column).CountByKey(), key => key, cancellationToken);
        }

        await CountAsync(uses, _text.Reads.PepperUses(), PepperStore.NameOf, cancellationToken);
        var stored = keys.Read().Where(IsKey).Select(row => Of(row, uses)).OrderBy(use => use.Name, StringComparer.Ordinal).ToList();
        return [.. stored, .. uses.Select(Lost)];
    }

    // Revocations are stored beside the keys.
    private static bool IsKey(StoredKey row) => PepperStore.IsOwn(row.Name) || row.Name.StartsWith(KeyPrefix, StringComparison.Ordinal);

    private static KeyUse Lost(KeyValuePair<string, long> use) =>
        new(use.Key, use.Value, IsStored: false, IsOpen: false, IsUnderFirstMaster: false);

    private KeyUse Of(StoredKey row, SortedDictionary<string, long> uses)
    {
        var mark = PepperStore.IsOwn(row.Name)
            ? row.Name
            : SealedText.KeyOf(Guid.Parse(row.Name[KeyPrefix.Length..], CultureInfo.InvariantCulture));
        uses.Remove(mark, out var count);
        return new KeyUse(
            row.Name, count, IsStored: true, seal.Find(row.MasterId) is not null, IsUnderFirstMaster: row.MasterId == seal.MasterId);
    }

    private async Task CountAsync(
        SortedDictionary<string, long> uses, Statement question, Func<string, string> name, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = StatementRun.Command(
            context.Database.GetDbConnection(), null, question, context.Database.GetCommandTimeout());
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var key = name(reader.GetString(0));
                uses[key] = uses.GetValueOrDefault(key) + reader.GetInt64(1);
            }
        }

        await context.Database.CloseConnectionAsync();
    }
}
