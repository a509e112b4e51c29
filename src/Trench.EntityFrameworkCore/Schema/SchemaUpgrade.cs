using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Trench.EntityFrameworkCore;

/// <summary>Brings an older schema up, inside the transaction and lock of its caller. What is there already is left alone.</summary>
internal sealed class SchemaUpgrade(DatabaseFacade database, SchemaConnection connection)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var recorded = await connection.VersionAsync(cancellationToken);
        if (recorded >= SchemaSteps.Current)
        {
            // A newer release has been here: it only added, so this one works on.
            return;
        }

        var text = new SchemaText(database.GetService<ICurrentDbContext>().Context);
        foreach (var step in SchemaSteps.All.Where(step => step.Version > recorded))
        {
            if (!await IsThereAsync(step, text, cancellationToken))
            {
                await RunAsync(text.Of(step), cancellationToken);
            }
        }

        await WriteVersionAsync(cancellationToken);
    }

    /// <summary>Says that the schema is the one of this code.</summary>
    public Task WriteVersionAsync(CancellationToken cancellationToken) =>
        connection.AskAsync(new Statement(connection.Tables.WriteVersion(SchemaSteps.Current)), cancellationToken);

    // A migration of the application, or a script, may have been first.
    private Task<bool> IsThereAsync(SchemaStep step, SchemaText text, CancellationToken cancellationToken)
    {
        var table = connection.Tables.Of(step.Row);
        return (step.Index, text.ColumnOf(step)) switch
        {
            ({ } index, _) => connection.HasIndexAsync(table, index, cancellationToken),
            (_, { } column) => connection.HasColumnAsync(table, column, cancellationToken),
            _ => connection.HasTableAsync(table, cancellationToken),
        };
    }

    private async Task RunAsync(IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await connection.AskAsync(new Statement(statement), cancellationToken);
        }
    }
}
