using System.Data;
using System.Data.Common;

namespace Trench.EntityFrameworkCore;

/// <summary>One SQL statement with its named values. The text is made once per model; only the values differ.</summary>
internal sealed class Statement(string sql, Change? change = null, bool mayLose = false)
{
    private readonly List<Value> _values = [];

    /// <summary>The text: the same for both databases unless the dialect says otherwise.</summary>
    public string Sql { get; } = sql;

    /// <summary>The change it carries out.</summary>
    public Change? Change { get; } = change;

    /// <summary>Whether the change is lost when it touches no row.</summary>
    public bool MayLose { get; } = mayLose;

    /// <summary>Whether no request waits for it; see <see cref="LongWork"/>.</summary>
    public bool TakesLong { get; init; }

    public Statement With(string name, string? value) => Add(name, DbType.String, value);

    public Statement With(string name, int? value) => Add(name, DbType.Int32, value);

    public Statement With(string name, long? value) => Add(name, DbType.Int64, value);

    public Statement With(string name, bool value) => Add(name, DbType.Boolean, value);

    public Statement With(string name, DateTimeOffset? instant) => Add(name, DbType.Int64, instant?.ToUnixTimeMilliseconds());

    public Statement With(string name, AccountKind kind) => Add(name, DbType.Int32, (int)kind);

    public Statement Add(string name, DbType type, object? value)
    {
        _values.Add(new Value(name, type, value));
        return this;
    }

    /// <summary>Fills a command of its own.</summary>
    public void Fill(DbCommand command)
    {
        command.CommandText = Sql;
        foreach (var value in _values)
        {
            command.Parameters.Add(value.Fill(command.CreateParameter()));
        }
    }

    /// <summary>Fills a command of a batch.</summary>
    public void Fill(DbBatchCommand command)
    {
        command.CommandText = Sql;
        foreach (var value in _values)
        {
            command.Parameters.Add(value.Fill(command.CreateParameter()));
        }
    }

    private readonly record struct Value(string Name, DbType Type, object? Content)
    {
        // The type is always said: a null without one has no type on PostgreSQL.
        public DbParameter Fill(DbParameter parameter)
        {
            parameter.ParameterName = Name;
            parameter.DbType = Type;
            parameter.Value = Content ?? DBNull.Value;
            return parameter;
        }
    }
}
