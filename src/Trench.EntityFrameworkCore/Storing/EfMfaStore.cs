using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The store on the application's own DbContext: conditional statements in one transaction, nothing tracked, nothing read before it is
/// written. A commit takes part in a transaction the application has begun on the context.
/// </summary>
internal sealed partial class EfMfaStore<TContext>(TContext context) : IMfaStore, IOutboxStore
    where TContext : DbContext
{
    // Two commits of one user rarely meet twice, and the database lets one of them through each time.
    private const int MostTries = 5;

    private readonly StoreText _text = StoreText.Of(context);

    /// <inheritdoc />
    public Task<CommitResult> CommitAsync(
        IReadOnlyList<Change> changes,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task<bool>>? alongside = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfZero(changes.Count);
        var strategy = context.Database.CreateExecutionStrategy();

        // A retrying strategy refuses what the application saves in a transaction of ours, unless it may repeat the whole.
        return alongside is not null && strategy.RetriesOnFailure && context.Database.CurrentTransaction is null
            ? strategy.ExecuteAsync(token => TryCommitAsync(changes, new Alongside(alongside), token), cancellationToken)
            : TryCommitAsync(changes, new Alongside(alongside), cancellationToken);
    }

    private async Task<CommitResult> TryCommitAsync(IReadOnlyList<Change> changes, Alongside alongside, CancellationToken cancellationToken)
    {
        var (statements, owner) = (_text.Script(changes), ChangeOwner.Of(changes));
        var mayRetry = context.Database.CurrentTransaction is null;
        var rolled = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await ServerTurns.RunAsync(
                    context,
                    _text.Dialect,
                    owner,
                    () => CommitOnceAsync(changes, statements, alongside, cancellationToken),
                    cancellationToken);
                if (rolled || result.Lost is null || !await RollAsync(result.Lost, cancellationToken))
                {
                    return result;
                }

                rolled = true;
            }
            catch (DbException fault) when (StoreFaults.IsConflict(fault) && mayRetry && !alongside.HasStarted && attempt < MostTries)
            {
                // The other commit went through; this one decides anew.
            }
            catch (Exception fault) when (alongside.HasFailed ? StoreFaults.IsConnectionLoss(fault) : IsUnavailable(fault))
            {
                throw StoreFaults.Unavailable(fault);
            }
        }
    }

    private async Task<CommitResult> CommitOnceAsync(
        IReadOnlyList<Change> changes,
        IReadOnlyList<Statement> statements,
        Alongside alongside,
        CancellationToken cancellationToken)
    {
        await using var scope = await CommitScope.BeginAsync(context, _text.Dialect, alongside.IsAsked, cancellationToken);
        var connection = context.Database.GetDbConnection();
        var timeout = context.Database.GetCommandTimeout();
        var lost = await StatementRun.RunAsync(connection, scope.Transaction, statements, timeout, cancellationToken);
        if (lost is not null)
        {
            await scope.UndoAsync();
            return new CommitResult(lost.Change);
        }

        if (!await alongside.RunAsync(cancellationToken))
        {
            await scope.UndoAsync();
            return new CommitResult(changes[^1]);
        }

        await scope.KeepAsync(cancellationToken);
        return CommitResult.Committed;
    }

    // Old days leave a full window only when an answer is refused because of it: the way of every other answer stays one statement.
    private async Task<bool> RollAsync(Change lost, CancellationToken cancellationToken)
    {
        if (_text.Standing(lost) is not { } question || _text.Roll(lost) is not { } roll)
        {
            return false;
        }

        var standing = await AskAsync(
            question,
            async reader => await reader.ReadAsync(cancellationToken) ? reader.GetInt32(0) : 0,
            cancellationToken);
        if (standing == 1)
        {
            await WriteAsync(roll, cancellationToken);
        }

        return standing > 0;
    }

    private bool IsUnavailable(Exception fault) =>
        StoreFaults.IsUnavailable(fault)
        || (fault is InvalidOperationException && context.Database.GetDbConnection().State != System.Data.ConnectionState.Open);
}
