using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// Sends statements: as one batch where the provider can, so that a commit is one round trip, otherwise one after the other.
/// </summary>
internal static class StatementRun
{
    /// <summary>The first statement whose change is lost; null when none is. The transaction is the caller's to end.</summary>
    public static Task<Statement?> RunAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        int? timeout,
        CancellationToken cancellationToken) =>
        connection.CanCreateBatch
            ? RunBatchAsync(connection, transaction, statements, timeout, cancellationToken)
            : RunEachAsync(connection, transaction, statements, timeout, cancellationToken);

    /// <summary>A command for one statement.</summary>
    public static DbCommand Command(DbConnection connection, DbTransaction? transaction, Statement statement, int? timeout)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = timeout ?? command.CommandTimeout;
        if (statement.TakesLong)
        {
            command.CommandTimeout = LongWork.Timeout(command.CommandTimeout);
        }

        statement.Fill(command);
        return command;
    }

    private static async Task<Statement?> RunEachAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        int? timeout,
        CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await using var command = Command(connection, transaction, statement, timeout);
            try
            {
                if (await command.ExecuteNonQueryAsync(cancellationToken) == 0 && statement.MayLose)
                {
                    return statement;
                }
            }
            catch (DbException fault) when (StoreFaults.IsLost(fault))
            {
                return statement;
            }
        }

        return null;
    }

    // All statements run; then their row counts are judged, and the caller rolls back if one lost.
    private static async Task<Statement?> RunBatchAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        int? timeout,
        CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = timeout ?? batch.Timeout;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            statement.Fill(command);
            batch.BatchCommands.Add(command);
        }

        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return FirstLost(batch, statements, statements.Count);
        }
        catch (DbException fault) when (StoreFaults.IsLost(fault))
        {
            var at = FirstWithoutResult(batch, statements);
            return FirstLost(batch, statements, at) ?? statements[at];
        }
    }

    private static Statement? FirstLost(DbBatch batch, IReadOnlyList<Statement> statements, int end)
    {
        for (var at = 0; at < end; at++)
        {
            if (statements[at].MayLose && batch.BatchCommands[at].RecordsAffected == 0)
            {
                return statements[at];
            }
        }

        return null;
    }

    // The provider names the failed command only when its connection string asks for that; but what came after the failure has no row
    // count.
    private static int FirstWithoutResult(DbBatch batch, IReadOnlyList<Statement> statements)
    {
        var at = 0;
        while (at < statements.Count - 1 && (statements[at].Change is null || batch.BatchCommands[at].RecordsAffected >= 0))
        {
            at++;
        }

        return at;
    }
}
