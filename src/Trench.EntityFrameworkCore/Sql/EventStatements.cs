namespace Trench.EntityFrameworkCore;

/// <summary>The question for events as SQL: only the conditions that are asked for are in it, so that each has its index.</summary>
internal sealed class EventStatements(TrenchTables tables)
{
    private readonly string _before = $"(at, id) < (SELECT at, id FROM {tables.Events.Name} WHERE id = @before)";

    public Statement Read(EventFilter filter)
    {
        string?[] conditions =
        [
            filter.UserId is null ? null : "user_id = @user_id",
            filter.Name is null ? null : "name = @name",
            filter.BeforeId is null ? null : _before,
        ];
        var where = string.Join(" AND ", conditions.OfType<string>());
        var statement = new Statement(
            $"SELECT {RowColumns.Event} FROM {tables.Events.Name} {(where.Length == 0 ? "" : "WHERE " + where)} "
                + "ORDER BY at DESC, id DESC LIMIT @take");
        return Fill(statement, filter).With("take", filter.Take);
    }

    private static Statement Fill(Statement statement, EventFilter filter)
    {
        foreach (var (name, value) in new[] { ("user_id", filter.UserId), ("name", filter.Name), ("before", filter.BeforeId) })
        {
            if (value is not null)
            {
                statement.With(name, value);
            }
        }

        return statement;
    }
}
