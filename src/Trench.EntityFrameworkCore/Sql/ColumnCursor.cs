using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>Takes the columns of a result row one after the other.</summary>
internal ref struct ColumnCursor(DbDataReader reader, int start = 0)
{
    private int _next = start;

    public string Text() => reader.GetString(_next++);

    public string? TextOrNull() => reader.IsDBNull(_next) ? Skip() : reader.GetString(_next++);

    public int Number() => reader.GetInt32(_next++);

    public int? NumberOrNull()
    {
        var at = _next++;
        return reader.IsDBNull(at) ? null : reader.GetInt32(at);
    }

    public long Long() => reader.GetInt64(_next++);

    public bool Bool() => reader.GetBoolean(_next++);

    public DateTimeOffset Instant() => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(_next++));

    public DateTimeOffset? InstantOrNull()
    {
        var at = _next++;
        return reader.IsDBNull(at) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(at));
    }

    private string? Skip()
    {
        _next++;
        return null;
    }
}
