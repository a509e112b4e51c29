namespace Trench.EntityFrameworkCore;

/// <summary>
/// The statements of a commit in the order they run: locks of users first, so that no two commits wait for each other crosswise.
/// </summary>
internal sealed class Script(Dialect dialect)
{
    private readonly List<Statement> _statements = [];
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);

    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The change is lost when the statement touches no row.</summary>
    public Statement Decide(Change change, string sql) => Append(new Statement(sql, change, mayLose: true));

    /// <summary>It does not matter how many rows the statement touches.</summary>
    public Statement Do(Change change, string sql) => Append(new Statement(sql, change));

    /// <summary>Lets this commit wait for every other that locks the same user.</summary>
    public void LockUser(string userId)
    {
        if (dialect.LockUser is { } sql && _locked.Add(userId))
        {
            _statements.Insert(_locked.Count - 1, new Statement(sql).With("user_id", userId));
        }
    }

    private Statement Append(Statement statement)
    {
        _statements.Add(statement);
        return statement;
    }
}
