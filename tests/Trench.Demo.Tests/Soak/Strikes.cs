using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>Faults of the database while people work, and which answers they explain.</summary>
internal sealed class Strikes(TestDatabase database) : IDisposable
{
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1);
    private long _last;

    /// <summary>Ends all sessions of PostgreSQL, or writes to the file of SQLite for a second.</summary>
    public async Task StrikeAsync()
    {
        // Two at once would end each other's session.
        await _one.WaitAsync();
        try
        {
            Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
            await HitAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Whether an answer is what a node says whose database was struck during the request, or a moment before it began.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="begun">The time stamp of the request's beginning.</param>
    public bool Explains(Answer answer, long begun) => answer is { Status: 503, Headers.RetryAfter: not null }
        && Interlocked.Read(ref _last) is var last and not 0
        && TimeProvider.System.GetElapsedTime(last, begun) < Aftermath;

    private async Task HitAsync()
    {
        if (database.Kind == Database.PostgreSql)
        {
            await using var context = Faults.Open(database);
            await context.Database.ExecuteSqlRawAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            return;
        }

        await using var other = new SqliteConnection($"{database.Connection};Pooling=False");
        await other.OpenAsync();
        await using var writing = await other.BeginTransactionAsync();
        await Task.Delay(Writing);
        await writing.RollbackAsync();
    }
}
