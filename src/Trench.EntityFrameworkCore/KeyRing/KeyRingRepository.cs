using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Keeps the key ring in the application's database, on a context of its own for each call: it takes part in no transaction of a request.
/// </summary>
internal sealed class KeyRingRepository<TContext>(IServiceScopeFactory scopes, KeyRingSeal seal) : IXmlRepository
    where TContext : DbContext
{
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = Read(scope.ServiceProvider.GetRequiredService<TContext>());

        // Data Protection would make a new key beside those it cannot open, and what is sealed under that could be read by no other node.
        return rows.Count == 0 || rows.Any(row => row.MasterId == seal.MasterId)
            ? [.. rows.Select(row => XElement.Parse(row.Xml))]
            : throw new SecretUnavailableException(
                "The key ring in the database is sealed under another master key. Restore the one it was made with: Trench:MasterKey, or "
                + "the file master.key.");
    }

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        context.Database.CreateExecutionStrategy().Execute(() => Store(context, element, friendlyName));
    }

    private void Store(TContext context, XElement element, string friendlyName)
    {
        var text = StoreText.Of(context);
        using var transaction = context.Database.BeginTransaction();
        context.Database.ExecuteSqlRaw(text.Dialect.LockSchema);
        if (!IsMadeAlready(element, [.. Read(context).Select(row => XElement.Parse(row.Xml))]))
        {
            var row = new StoredKey
            {
                Id = Guid.NewGuid().ToString("N"),
                Name = friendlyName,
                MasterId = seal.MasterId,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            };
            using var command = StatementRun.Command(
                context.Database.GetDbConnection(),
                transaction.GetDbTransaction(),
                text.StoreKey(row),
                context.Database.GetCommandTimeout());
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Nodes that start together on an empty database each make a first key. The one that comes second drops its own and, reading again,
    // takes the other's: two first keys would leave each node with secrets that the other learns to read only after a day.
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

    private static List<StoredKey> Read(TContext context) => [.. context.Set<StoredKey>().AsNoTracking().IgnoreQueryFilters()];
}
