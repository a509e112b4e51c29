using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The keys in the application's database, on a context of its own for each call: they take part in no transaction of a request.
/// </summary>
internal sealed class StoredKeys(IServiceScopeFactory scopes, Type contextType, TimeProvider clock)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<StoredKey> Read() => In(Read);

    /// <summary>The canaries; see <see cref="KeyCanaries"/>.</summary>
    public IReadOnlyList<KeyCanary> ReadCanaries() => In(context => context.Set<KeyCanary>().AsNoTracking().IgnoreQueryFilters().ToList());

    /// <summary>
    /// Adds what is decided on seeing those that are there, alone under the database's lock, and the event of it; null for nothing. Whoever
    /// makes a key, an operator or Data Protection by itself, makes it here.
    /// </summary>
    public void Add(Func<IReadOnlyList<StoredKey>, StoredKey?> decide) => Alone((context, text) =>
    {
        var stored = Read(context);
        return decide(stored) is { } row ? [text.StoreKey(row), .. Told(text, KeyNote.OfNew(row, stored, clock.GetUtcNow()))] : [];
    });

    /// <summary>Replaces the content of one, with the event of it, unless it has changed meanwhile.</summary>
    public void Replace(StoredKey old, StoredKey replacement) => Alone((_, text) =>
        [text.ReplaceKey(old, replacement), .. Told(text, KeyNote.Of(KeyNote.Rewrap, count: 1, clock.GetUtcNow()))]);

    /// <summary>Adds a canary, unless there is one of its id.</summary>
    public void Add(KeyCanary canary) => Alone((_, text) => [text.AddCanary(canary)]);

    /// <summary>A row for an element, sealed under that master key.</summary>
    public static StoredKey Row(XElement element, string name, string masterId) => new()
    {
        Id = Codes.Id(),
        Name = name,
        MasterId = masterId,
        Xml = element.ToString(SaveOptions.DisableFormatting),
    };

    private static List<StoredKey> Read(DbContext context) => [.. context.Set<StoredKey>().AsNoTracking().IgnoreQueryFilters()];

    private static IReadOnlyList<Statement> Told(StoreText text, MfaEvent? happened) =>
        happened is null ? [] : text.Script([new AddEvents([happened])]);

    private void Alone(Func<DbContext, StoreText, IReadOnlyList<Statement>> decide) => In(context =>
    {
        context.Database.CreateExecutionStrategy().Execute(() => Write(context, decide));
        return true;
    });

    // What follows a change that was not made is not written either.
    private static void Write(DbContext context, Func<DbContext, StoreText, IReadOnlyList<Statement>> decide)
    {
        var text = StoreText.Of(context);
        using var transaction = context.Database.BeginTransaction();
        context.Database.ExecuteSqlRaw(text.Dialect.LockSchema);
        foreach (var statement in decide(context, text))
        {
            using var command = StatementRun.Command(
                context.Database.GetDbConnection(), transaction.GetDbTransaction(), statement, context.Database.GetCommandTimeout());
            if (command.ExecuteNonQuery() == 0)
            {
                break;
            }
        }

        transaction.Commit();
    }

    private T In<T>(Func<DbContext, T> use)
    {
        using var scope = scopes.CreateScope();
        try
        {
            return use((DbContext)scope.ServiceProvider.GetRequiredService(contextType));
        }
        catch (Exception fault) when (StoreFaults.IsUnavailable(fault))
        {
            throw StoreFaults.Unavailable(fault);
        }
    }
}
