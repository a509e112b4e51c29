namespace Trench.EntityFrameworkCore;

/// <summary>The question for confirmations as SQL: only the conditions that are asked for are in it.</summary>
internal sealed class ConfirmationStatements(TrenchTables tables)
{
    private readonly string _before = $"(created_at, id) < (SELECT created_at, id FROM {tables.Challenges.Name} WHERE id = @before)";

    public Statement Read(ConfirmationFilter filter)
    {
        string?[] conditions =
        [
            filter.Action is null ? "purpose LIKE 'confirm:%'" : "purpose = @purpose",
            filter.UserId is null ? null : "user_id = @user_id",
            filter.State is null ? null : "state = @state",
            filter.BeforeId is null ? null : _before,
        ];
        var statement = new Statement(
            $"SELECT {RowColumns.Challenge} FROM {tables.Challenges.Name} WHERE {string.Join(" AND ", conditions.OfType<string>())} "
                + "ORDER BY created_at DESC, id DESC LIMIT @take");
        return Fill(statement, filter).With("take", filter.Take);
    }

    private static Statement Fill(Statement statement, ConfirmationFilter filter)
    {
        var purpose = filter.Action is { } action ? Purposes.Confirm(action) : null;
        foreach (var (name, value) in new[] { ("purpose", purpose), ("user_id", filter.UserId), ("before", filter.BeforeId) })
        {
            if (value is not null)
            {
                statement.With(name, value);
            }
        }

        return filter.State is { } state ? statement.With("state", (int)state) : statement;
    }
}
