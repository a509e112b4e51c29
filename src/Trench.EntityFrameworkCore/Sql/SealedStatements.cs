namespace Trench.EntityFrameworkCore;

/// <summary>One sealed column as SQL.</summary>
internal sealed class SealedStatements(TrenchTables tables, SealedColumn column)
{
    private readonly string _table = tables.Of(column.Row).Name;

    /// <summary>How many texts there are under each key.</summary>
    public Statement CountByKey() => new Statement(
        $"SELECT substr({column.Name}, 1, @length), COUNT(*) FROM {_table} WHERE {column.Name} IS NOT NULL GROUP BY 1 ORDER BY 1")
        .With("length", SealedText.KeyLength);

    /// <summary>The next rows whose text is not under this key, in order of their ids.</summary>
    public Statement Next(string key, string afterId, int most) => new Statement(
        $"SELECT id, user_id, {column.Name} FROM {_table} WHERE {column.Name} IS NOT NULL AND id > @after "
            + $"AND substr({column.Name}, 1, @length) <> @key ORDER BY id LIMIT @most")
        .With("after", afterId)
        .With("length", SealedText.KeyLength)
        .With("key", key)
        .With("most", most);

    /// <summary>Replaces a text, unless somebody has meanwhile.</summary>
    public Statement Replace(string id, string old, string replacement) => new Statement(
        $"UPDATE {_table} SET {column.Name} = @new WHERE id = @id AND {column.Name} = @old")
        .With("new", replacement)
        .With("id", id)
        .With("old", old);
}
