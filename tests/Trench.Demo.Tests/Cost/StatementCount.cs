using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Trench.Demo.Tests;

/// <summary>
/// Every statement that reaches the database: told by SQLite itself (its trace), and by the driver of PostgreSQL (its activities), so that no layer of ours
/// can hide one.
/// </summary>
internal sealed class StatementCount : DbConnectionInterceptor, IDisposable
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ActivityListener _listener;

    public StatementCount(TestDatabase database)
    {
        // The driver tells of all in the process, and other tests run beside this one.
        var own = new DbConnectionStringBuilder { ConnectionString = database.Connection };
        var name = own.TryGetValue("Database", out var value) ? value as string : null;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (name is not null && activity.GetTagItem("db.namespace") as string == name)
                {
                    Note(activity.GetTagItem("db.query.text") as string);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The statements since the last clearing; the courier's look at the outbox is not part of any request.</summary>
    public IReadOnlyList<string> Statements =>
        [.. _lines.Where(line => IsStatement(line) && !line.Contains("trench_outbox", StringComparison.Ordinal))];

    /// <summary>The commits since the last clearing; only SQLite tells.</summary>
    public int Commits => _lines.Count(line => line.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase));

    public void Clear() => _lines.Clear();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Trace(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Trace(connection);
        return Task.CompletedTask;
    }

    public void Dispose() => _listener.Dispose();

    private void Trace(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle })
        {
            raw.sqlite3_trace(handle, (_, statement) => _lines.Enqueue(statement), null);
        }
    }

    // A batch is told as one text with a statement a line; a query of EF spreads over lines of which only the first begins with a verb.
    private void Note(string? text)
    {
        foreach (var line in (text ?? "").Split('\n'))
        {
            _lines.Enqueue(line);
        }
    }

    private static bool IsStatement(string line) => Verbs.Any(verb => line.TrimStart(' ', '(').StartsWith(verb, StringComparison.OrdinalIgnoreCase));
}
