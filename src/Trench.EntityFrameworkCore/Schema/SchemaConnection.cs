using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>What a database has of the schema, asked on an open connection.</summary>
internal sealed class SchemaConnection(DatabaseFacade database)
{
    public Dialect Dialect { get; } = Dialect.Of(database.ProviderName);

    public TrenchTables Tables { get; } =
        new(database.GetService<ICurrentDbContext>().Context.Model, database.GetService<ISqlGenerationHelper>());

    /// <summary>The recorded version; the first one where none is.</summary>
    public async Task<int> VersionAsync(CancellationToken cancellationToken)
    {
        if (!await HasTableAsync(Tables.Schema, cancellationToken))
        {
            return SchemaSteps.First;
        }

        var recorded = await AskAsync(
            new Statement($"SELECT version FROM {Tables.Schema.Name} WHERE id = @id").With("id", SchemaVersion.OnlyId), cancellationToken);
        return recorded is null ? SchemaSteps.First : Convert.ToInt32(recorded, CultureInfo.InvariantCulture);
    }

    public async Task<bool> HasTableAsync(RowTable table, CancellationToken cancellationToken) =>
        await AskAsync(new Statement(Dialect.FindTable).With("table", Dialect.NameForSearch(table)), cancellationToken) is not null;

    public async Task<bool> HasColumnAsync(RowTable table, string column, CancellationToken cancellationToken) =>
        await AskAsync(
            new Statement(Dialect.FindColumn).With("table", Dialect.NameForSearch(table)).With("column", column),
            cancellationToken) is not null;

    public async Task<bool> HasIndexAsync(RowTable table, string index, CancellationToken cancellationToken) =>
        await AskAsync(
            new Statement(Dialect.FindIndex).With("table", Dialect.NameForSearch(table)).With("index", index),
            cancellationToken) is not null;

    /// <summary>The first column of the first row; null without.</summary>
    public async Task<object?> AskAsync(Statement statement, CancellationToken cancellationToken)
    {
        await using var command = StatementRun.Command(
            database.GetDbConnection(), database.CurrentTransaction?.GetDbTransaction(), statement, database.GetCommandTimeout());
        return await command.ExecuteScalarAsync(cancellationToken) is { } found and not DBNull ? found : null;
    }
}
