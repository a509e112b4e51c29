namespace Trench.EntityFrameworkCore;

/// <summary>
/// The statements of a commit in the order they run: locks first, those of users before those of keys, so that no two commits wait for
/// each other crosswise.
/// </summary>
internal sealed class Script(Dialect dialect)
{
    private readonly List<Statement> _statements = [];
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The change is lost when the statement touches no row.</summary>
    public Statement Decide(Change change, string sql) => Append(new Statement(sql, change, mayLose: true));

    /// <summary>It does not matter how many rows the statement touches.</summary>
    public Statement Do(Change change, string sql) => Append(new Statement(sql, change));

    /// <summary>Lets this commit wait for every other that locks the same user.</summary>
    public void LockUser(string userId)
    {
        if (_users.Add(userId))
        {
            Lock("trench:" + userId, _users.Count - 1);
        }
    }

    /// <summary>Lets this commit wait for every other that locks the same key. Callers have one order of their keys.</summary>
    public void LockKey(string key)
    {
        if (_keys.Add(key))
        {
            Lock("trench send:" + key, _users.Count + _keys.Count - 1);
        }
    }

    private void Lock(string name, int place)
    {
        if (dialect.Lock is { } sql)
        {
            _statements.Insert(place, new Statement(sql).With("name", name));
        }
    }

    private Statement Append(Statement statement)
    {
        _statements.Add(statement);
        return statement;
    }
}
