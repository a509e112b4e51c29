using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>Single statements, outside a commit.</summary>
internal sealed partial class EfMfaStore<TContext>
{
    private DbTransaction? Current => context.Database.CurrentTransaction?.GetDbTransaction();

    private Task<T> AskAsync<T>(Statement question, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(question, writes: false, command => ReadAsync(command, read, cancellationToken), cancellationToken);

    private Task<T?> AskForOneAsync<T>(Statement question, Func<DbDataReader, T> read, CancellationToken cancellationToken)
        where T : class =>
        AskAsync(question, async reader => await reader.ReadAsync(cancellationToken) ? read(reader) : null, cancellationToken);

    private Task<IReadOnlyList<T>> AskForAllAsync<T>(
        Statement question, Func<DbDataReader, T> read, CancellationToken cancellationToken, bool writes = false) =>
        RunAsync(
            question,
            writes,
            command => ReadAsync(command, reader => ReadAllAsync(reader, read, cancellationToken), cancellationToken),
            cancellationToken);

    private Task<int> WriteAsync(Statement statement, CancellationToken cancellationToken) =>
        RunAsync(statement, writes: true, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    private async Task<T> RunAsync<T>(
        Statement statement, bool writes, Func<DbCommand, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await ServerTurns.RunAsync(context, _text.Dialect, userId: null, ConnectedAsync, cancellationToken);
        }
        catch (Exception fault) when (IsUnavailable(fault))
        {
            throw StoreFaults.Unavailable(fault);
        }

        async Task<T> ConnectedAsync()
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                if (!writes || !_text.Dialect.HasOneWriter || Current is not null || !WriterGate.IsAt(context.Database.GetDbConnection()))
                {
                    return await OnceAsync(Current);
                }

                // A transaction, so that it is known when the file's lock is got.
                await using var scope = await CommitScope.BeginAsync(context, _text.Dialect, shared: false, cancellationToken);
                var result = await OnceAsync(scope.Transaction);
                await scope.KeepAsync(cancellationToken);
                return result;
            }
            finally
            {
                await context.Database.CloseConnectionAsync();
            }
        }

        async Task<T> OnceAsync(DbTransaction? transaction)
        {
            var (connection, timeout) = (context.Database.GetDbConnection(), context.Database.GetCommandTimeout());
            await using var command = StatementRun.Command(connection, transaction, statement, timeout);
            return await work(command);
        }
    }

    private static async Task<T> ReadAsync<T>(DbCommand command, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await read(reader);
    }

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        DbDataReader reader, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
