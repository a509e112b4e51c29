namespace Trench.EntityFrameworkCore;

/// <summary>What counts messages as SQL. The insert decides by what is counted already, one commit for a key at a time.</summary>
internal sealed class SendStatements(TrenchTables tables)
{
    private readonly string _insert =
        $"INSERT INTO {tables.Sends.Name} ({tables.Sends.ColumnList}) SELECT {tables.Sends.ValueList()} WHERE ";

    private readonly string _refund = $"DELETE FROM {tables.Sends.Name} WHERE challenge_id = @challenge_id";

    private readonly string _newest = $"SELECT at FROM {tables.Sends.Name} WHERE key = @key ORDER BY at DESC LIMIT @most";

    public void Write(Script script, CountSend change)
    {
        script.LockKey(change.Row.Key);
        var room = change.Limits.Select((_, limit) =>
            $"(SELECT COUNT(*) FROM {tables.Sends.Name} WHERE key = @key AND at > @since{limit}) < @most{limit}");
        var statement = script.Decide(change, _insert + string.Join(" AND ", room)).With("key", change.Row.Key);
        for (var limit = 0; limit < change.Limits.Count; limit++)
        {
            statement.With($"since{limit}", change.Row.At - change.Limits[limit].Period).With($"most{limit}", change.Limits[limit].Count);
        }

        tables.Sends.Fill(statement, change.Row);
    }

    public void Write(Script script, RefundSends change)
    {
        var statement = script.Do(change, change.CountedAt is null ? _refund : _refund + " AND at = @at").With("challenge_id", change.ChallengeId);
        if (change.CountedAt is { } at)
        {
            statement.With("at", at);
        }
    }

    public Statement Read(string key, int most) => new Statement(_newest).With("key", key).With("most", most);
}
