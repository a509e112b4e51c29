namespace Trench.EntityFrameworkCore;

/// <summary>The changes of offered methods as SQL.</summary>
internal sealed class MethodConfigStatements(TrenchTables tables)
{
    private const string DefaultLock = "default method config";

    private readonly string _seed = $"INSERT INTO {tables.MethodConfigs.Name} ({tables.MethodConfigs.ColumnList}) "
        + $"SELECT {tables.MethodConfigs.ValueList()} WHERE NOT EXISTS (SELECT 1 FROM {tables.MethodConfigs.Name} WHERE method = @method) "
        + "ON CONFLICT DO NOTHING";

    private readonly string _add = $"INSERT INTO {tables.MethodConfigs.Name} ({tables.MethodConfigs.ColumnList}) "
        + $"VALUES ({tables.MethodConfigs.ValueList()}) ON CONFLICT DO NOTHING";

    private readonly string _change = $"UPDATE {tables.MethodConfigs.Name} SET title = @title, settings = @settings, "
        + "is_active = @is_active, is_default = @is_default, updated_at = @updated_at WHERE id = @id";

    private readonly string _dismiss =
        $"UPDATE {tables.MethodConfigs.Name} SET is_default = FALSE WHERE is_default AND id <> @id";

    private readonly string _close =
        $"UPDATE {tables.Challenges.Name} SET state = 3 WHERE method_config_id = @id AND state IN (0, 1)";

    public void Write(Script script, SeedMethodConfig change) =>
        tables.MethodConfigs.Fill(script.Do(change, _seed).With("method", change.Row.Method), change.Row);

    public void Write(Script script, AddMethodConfig change)
    {
        Dismiss(script, change, change.Row);
        tables.MethodConfigs.Fill(script.Decide(change, _add), change.Row);
    }

    public void Write(Script script, ChangeMethodConfig change)
    {
        var row = change.Row;
        Dismiss(script, change, row);
        script.Decide(change, _change)
            .With("id", row.Id)
            .With("title", row.Title)
            .With("settings", row.Settings)
            .With("is_active", row.IsActive)
            .With("is_default", row.IsDefault)
            .With("updated_at", row.UpdatedAt);
        if (!row.IsActive)
        {
            script.Do(change, _close).With("id", row.Id);
        }
    }

    // Before the row itself: the index allows one default at a time. Of two commits that make one at the same moment neither would see the
    // other's, and the index would refuse the later: so they wait for each other, and the later one stays.
    private void Dismiss(Script script, Change change, MethodConfig row)
    {
        if (row.IsDefault)
        {
            script.LockKey(DefaultLock);
            script.Do(change, _dismiss).With("id", row.Id);
        }
    }
}
