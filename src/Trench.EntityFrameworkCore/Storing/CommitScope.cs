using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trench.EntityFrameworkCore;

/// <summary>
/// The transaction of one commit on the application's own connection: a new one, or a savepoint in the one the application has begun, so
/// that a lost change takes back nothing of the application's.
/// </summary>
internal sealed class CommitScope : IAsyncDisposable
{
    private const string Savepoint = "trench_commit";

    /// <summary>How long a writer waits for its turn: as long as a command waits by default.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    private readonly DbContext _context;
    private bool _isOpen;
    private bool _isDecided;
    private WriterGate.Turn? _turn;
    private DbTransaction? _own;
    private DbTransaction? _outer;

    private CommitScope(DbContext context) => _context = context;

    /// <summary>The transaction the statements run in.</summary>
    public DbTransaction Transaction => _own ?? _outer ?? throw new InvalidOperationException("The transaction is over.");

    /// <summary>
    /// Opens the connection and the transaction. With <paramref name="shared"/>, what the context saves meanwhile belongs to it.
    /// </summary>
    public static async Task<CommitScope> BeginAsync(
        DbContext context, Dialect dialect, bool shared, CancellationToken cancellationToken)
    {
        var scope = new CommitScope(context);
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            scope._isOpen = true;
            await scope.BeginAsync(dialect, shared, cancellationToken);
            return scope;
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the changes last, as far as the application's own transaction lets them.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await (_own?.CommitAsync(cancellationToken) ?? Transaction.ReleaseAsync(Savepoint, cancellationToken));
        _isDecided = true;
    }

    /// <summary>Takes all changes back.</summary>
    public async Task UndoAsync()
    {
        _isDecided = true;
        await (_own?.RollbackAsync(CancellationToken.None) ?? Transaction.RollbackAsync(Savepoint, CancellationToken.None));
    }

    /// <summary>Takes back what was neither kept nor taken back: the application may go on with its own transaction.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_outer is not null && !_isDecided)
            {
                await TryUndoAsync();
            }

            if (_own is not null)
            {
                await ReleaseContextAsync();
                await _own.DisposeAsync();
            }
        }
        finally
        {
            _turn?.Dispose();
            _turn = null;
            if (_isOpen)
            {
                await _context.Database.CloseConnectionAsync();
            }
        }
    }

    // The fault that led here is the one to tell.
    private async Task TryUndoAsync()
    {
        try
        {
            await UndoAsync();
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException)
        {
            // The connection is lost, and all of the transaction with it.
        }
    }

    private async Task BeginAsync(Dialect dialect, bool shared, CancellationToken cancellationToken)
    {
        if (_context.Database.CurrentTransaction?.GetDbTransaction() is { } outer)
        {
            await outer.SaveAsync(Savepoint, cancellationToken);
            _outer = outer;
            return;
        }

        var connection = _context.Database.GetDbConnection();
        _turn = dialect.HasOneWriter ? await WriterGate.EnterAsync(connection, LongestTurn, cancellationToken) : null;

        // SQLite's provider begins with the write lock (BEGIN IMMEDIATE): a transaction that took it later could only fail.
        _own = await connection.BeginTransactionAsync(cancellationToken);
        _turn?.Lock();
        if (shared)
        {
            await _context.Database.UseTransactionAsync(_own, cancellationToken);
        }
    }

    private async Task ReleaseContextAsync()
    {
        if (_context.Database.CurrentTransaction is not null)
        {
            await _context.Database.UseTransactionAsync(null);
        }
    }
}
