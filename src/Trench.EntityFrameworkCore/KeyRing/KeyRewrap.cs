using System.Data.Common;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>What became of the texts of one column.</summary>
/// <param name="Done">Sealed anew.</param>
/// <param name="Unreadable">Their key is lost, or they belong elsewhere; left as they are.</param>
internal sealed record RewrapCount(int Done, int Unreadable);

/// <summary>
/// Seals everything under the newest keys, so that older ones can go. It works in small commits beside running nodes, each text is replaced
/// only while it is still the one that was read, and a run that broke off is taken up by the next.
/// </summary>
internal sealed class KeyRewrap(DbContext context, ISecretProtector protector, StoredKeys keys, KeyRingSeal seal, TimeProvider clock)
{
    private const int Batch = 200;
    private static readonly SealBinding Probe = new("key", "", "rewrap");

    private readonly StoreText _text = StoreText.Of(context);

    /// <summary>Seals the stored keys under the first master key; how many were not.</summary>
    /// <exception cref="SecretUnavailableException">One of them is sealed under a master key that is not there.</exception>
    public int Keys()
    {
        var old = keys.Read().Where(row => row.MasterId != seal.MasterId).ToList();
        foreach (var row in old)
        {
            var element = XElement.Parse(row.Xml);
            var purpose = PepperStore.IsOwn(row.Name) ? PepperStore.PurposeOf(PepperStore.VersionIn(row.Name)) : KeyRingSeal.RingPurpose;
            foreach (var sealedKey in KeyRingSeal.In(element).ToList())
            {
                var secret = seal.Open(sealedKey, purpose);
                sealedKey.ReplaceWith(seal.Seal(secret, purpose));
                CryptographicOperations.ZeroMemory(secret);
            }

            keys.Replace(row, row with { MasterId = seal.MasterId, Xml = element.ToString(SaveOptions.DisableFormatting) });
        }

        return old.Count;
    }

    /// <summary>Seals the texts of a column under the newest key.</summary>
    public async Task<RewrapCount> RunAsync(SealedColumn column, CancellationToken cancellationToken)
    {
        var statements = new SealedStatements(_text.Tables, column);
        var key = SealedText.KeyOf(protector.Seal("probe"u8, Probe));
        var (done, unreadable, after) = (0, 0, "");
        while (await NextAsync(statements.Next(key, after, Batch), cancellationToken) is { Count: > 0 } rows)
        {
            var changes = rows.Select(row => Change(statements, column, row)).OfType<Statement>().ToList();
            unreadable += rows.Count - changes.Count;
            done += await WriteAsync(changes, cancellationToken);
            after = rows[^1].Id;
        }

        return new RewrapCount(done, unreadable);
    }

    private Statement? Change(SealedStatements statements, SealedColumn column, SealedRow row)
    {
        var binding = new SealBinding(column.Kind, row.UserId, row.Id);
        try
        {
            var secret = protector.Open(row.Text, binding);
            var replacement = protector.Seal(secret, binding);
            CryptographicOperations.ZeroMemory(secret);
            return statements.Replace(row.Id, row.Text, replacement);
        }
        catch (SecretUnavailableException)
        {
            return null;
        }
    }

    private async Task<List<SealedRow>> NextAsync(Statement question, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = StatementRun.Command(
                context.Database.GetDbConnection(), null, question, context.Database.GetCommandTimeout());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await ReadAsync(reader, cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static async Task<List<SealedRow>> ReadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<SealedRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new SealedRow(reader.GetString(0), reader.IsDBNull(1) ? "" : reader.GetString(1), reader.GetString(2)));
        }

        return rows;
    }

    private async Task<int> WriteAsync(List<Statement> changes, CancellationToken cancellationToken)
    {
        await using var scope = await CommitScope.BeginAsync(context, _text.Dialect, shared: false, cancellationToken);
        var done = 0;
        foreach (var change in changes)
        {
            done += await RunAsync(change);
        }

        MfaEvent[] told = done > 0 ? [KeyNote.Of(KeyNote.Rewrap, done, clock.GetUtcNow())] : [];
        foreach (var statement in _text.Script([new AddEvents(told)]))
        {
            await RunAsync(statement);
        }

        await scope.KeepAsync(cancellationToken);
        return done;

        async Task<int> RunAsync(Statement statement)
        {
            await using var command = StatementRun.Command(
                context.Database.GetDbConnection(), scope.Transaction, statement, context.Database.GetCommandTimeout());
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record SealedRow(string Id, string UserId, string Text)
    {
        public override string ToString() => Id;
    }
}
