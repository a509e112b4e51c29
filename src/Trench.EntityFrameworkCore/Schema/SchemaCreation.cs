using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// One creation of the schema: the database, then, alone under its lock, the tables or the steps that an older one lacks.
/// </summary>
internal sealed class SchemaCreation(DatabaseFacade database)
{
    private const int MostTries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IRelationalDatabaseCreator _creator = database.GetService<IRelationalDatabaseCreator>();
    private readonly SchemaConnection _connection = new(database);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var patience = LongWork.Begin(database);
        await CreateDatabaseAsync(cancellationToken);
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            using var turn = _connection.Dialect.HasOneWriter
                ? await WriterGate.EnterAsync(database.GetDbConnection(), CommitScope.LongestTurn, cancellationToken)
                : null;
            await PrepareFileAsync(cancellationToken);
            await BringUpAsync(turn, cancellationToken);
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
        for (var attempt = 1; !await ExistsAsync(cancellationToken); attempt++)
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

    // The first connection of a process takes longer than any later one, and a request's patience may be a second.
    private async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _creator.ExistsAsync(cancellationToken);
            }
            catch (Exception fault) when (StoreFaults.IsTimeout(fault) && attempt < LongWork.Tries(database.GetDbConnection().ConnectionTimeout))
            {
                // Once more: nothing was begun.
            }
        }
    }

    // Changing the mode needs the file for oneself; while another node reads it the answer is the old mode.
    private async Task PrepareFileAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; _connection.Dialect.PrepareFile is { } sql; attempt++)
        {
            if (await _connection.AskAsync(new Statement(sql), cancellationToken) is "wal" or "memory")
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

    private async Task BringUpAsync(WriterGate.Turn? turn, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        turn?.Lock();
        await _connection.AskAsync(new Statement(_connection.Dialect.LockSchema), cancellationToken);
        var upgrade = new SchemaUpgrade(database, _connection);
        if (await _connection.HasTableAsync(_connection.Tables.Enrolments, cancellationToken))
        {
            await upgrade.RunAsync(cancellationToken);
        }
        else
        {
            await CreateTablesAsync(cancellationToken);
            await upgrade.WriteVersionAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task CreateTablesAsync(CancellationToken cancellationToken)
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
}
