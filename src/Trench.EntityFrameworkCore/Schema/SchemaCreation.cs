using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>One creation of the schema: the database, then, alone under its lock, the tables.</summary>
internal sealed class SchemaCreation(DatabaseFacade database)
{
    private const int MostTries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IRelationalDatabaseCreator _creator = database.GetService<IRelationalDatabaseCreator>();
    private readonly Dialect _dialect = Dialect.Of(database.ProviderName);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(cancellationToken);
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            using var turn = _dialect.HasOneWriter
                ? await WriterGate.EnterAsync(database.GetDbConnection(), CommitScope.LongestTurn, cancellationToken)
                : null;
            await PrepareFileAsync(cancellationToken);
            await CreateTablesAsync(cancellationToken);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    // Two nodes may both find no database; the one that comes second is told so by an error that differs with the moment, and then finds
    // it.
    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; !await _creator.ExistsAsync(cancellationToken); attempt++)
        {
            try
            {
                await _creator.CreateAsync(cancellationToken);
            }
            catch (DbException) when (attempt < MostTries)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    // Changing the mode needs the file for oneself; while another node reads it the answer is the old mode.
    private async Task PrepareFileAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; _dialect.PrepareFile is { } sql; attempt++)
        {
            if (await ScalarAsync(sql, cancellationToken) is "wal" or "memory")
            {
                return;
            }

            if (attempt == MostTries)
            {
                throw new TimeoutException("The SQLite file did not change to WAL mode: another program holds it.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        await ScalarAsync(_dialect.LockSchema, cancellationToken);
        if (!await IsThereAsync(cancellationToken))
        {
            try
            {
                await _creator.CreateTablesAsync(cancellationToken);
            }
            catch (DbException fault)
            {
                throw new InvalidOperationException(
                    "The schema cannot be created: tables of the application are there, those of Trench are not. Add a migration.", fault);
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        var tables = new TrenchTables(database.GetService<ICurrentDbContext>().Context.Model, database.GetService<ISqlGenerationHelper>());
        await using var command = Command(_dialect.FindTable);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("table", _dialect.NameForSearch(tables.Enrolments));
        command.Parameters.Add(parameter);
        return await command.ExecuteScalarAsync(cancellationToken) is not (null or DBNull);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private DbCommand Command(string sql)
    {
        var command = database.GetDbConnection().CreateCommand();
        command.Transaction = database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
