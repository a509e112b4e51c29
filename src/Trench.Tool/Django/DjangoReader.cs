using System.Data.Common;

namespace Trench.Tool;

/// <summary>Reads the tables of the old application over a connection that cannot write.</summary>
internal sealed class DjangoReader(Database source, DjangoTables tables)
{
    private static readonly string[] MethodColumns = ["id", "user_id", "name", "secret", "is_primary", "is_active", "_backup_codes"];

    private readonly List<RowFault> _faults = [];

    /// <exception cref="StopException">The database cannot be opened, or lacks the table or a column.</exception>
    public async Task<DjangoContent> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = source.ReadOnly();
            await connection.OpenAsync(cancellationToken);
            var rows = await ReadAsync(connection, tables.Methods, MethodColumns, Row, cancellationToken);
            var users = tables.Users is null ? [] : await ReadUsersAsync(connection, tables.Users, cancellationToken);
            return new DjangoContent([.. rows.OfType<DjangoRow>()], users, _faults);
        }
        catch (DbException fault)
        {
            throw new StopException(
                ExitCodes.SourceRefused, $"The source cannot be read, and nothing was written: {Faults.Text(fault)}", fault);
        }
    }

    private async Task<Dictionary<string, DjangoUser>> ReadUsersAsync(
        DbConnection connection, string table, CancellationToken cancellationToken)
    {
        string[] columns = [tables.UsersKey, .. new[] { tables.EmailColumn, tables.PhoneColumn }.OfType<string>()];
        var users = await ReadAsync(connection, table, columns, User, cancellationToken);
        return users.ToDictionary(user => user.Key, user => user.Value, StringComparer.Ordinal);
    }

    // Every column is named with its table: SQLite reads a quoted name that is no column as a text.
    private static async Task<List<T>> ReadAsync<T>(
        DbConnection connection, string table, string[] columns, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        var names = columns.Select(column => "t." + Quote(column)).ToList();
        var from = string.Join('.', table.Split('.').Select(Quote));
        command.CommandText = $"SELECT {string.Join(", ", names)} FROM {from} AS t ORDER BY {names[0]}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private DjangoRow? Row(DbDataReader reader)
    {
        var id = DjangoValue.Text(reader.GetValue(0)) ?? "without id";
        var missing = MethodColumns.Where((_, column) => column is > 0 and < 4 && Text(column).Length == 0).ToList();
        if (missing.Count > 0)
        {
            _faults.Add(new RowFault(id, $"has no {string.Join(" and no ", missing)}"));
            return null;
        }

        if (DjangoValue.Truth(reader.GetValue(4)) is not { } isPrimary || DjangoValue.Truth(reader.GetValue(5)) is not { } isActive)
        {
            _faults.Add(new RowFault(id, "has an is_primary or is_active that is neither true nor false"));
            return null;
        }

        return new DjangoRow(id, Text(1), Text(2), Text(3), isPrimary, isActive, Text(6));

        string Text(int column) => DjangoValue.Text(reader.GetValue(column)) ?? "";
    }

    private KeyValuePair<string, DjangoUser> User(DbDataReader reader)
    {
        var email = tables.EmailColumn is null ? null : DjangoValue.Text(reader.GetValue(1));
        var phone = tables.PhoneColumn is null ? null : DjangoValue.Text(reader.GetValue(reader.FieldCount - 1));
        return KeyValuePair.Create(DjangoValue.Text(reader.GetValue(0)) ?? "", new DjangoUser(email, phone));
    }
}
