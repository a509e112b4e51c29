using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Trench.EntityFrameworkCore.Tests;

/// <summary>What a database itself says of the tables of Trench.</summary>
internal static class Catalogue
{
    private const string Sqlite = "FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name LIKE 'trench_%'";
    private const string PostgreSql = "FROM information_schema.columns WHERE table_name LIKE 'trench\\_%'";

    /// <summary>Columns with type and nullability, and the definitions of indexes.</summary>
    public static Task<IReadOnlyList<string>> ReadAsync(TestDatabase database) => database is SqliteDatabase
        ? AskAsync(
            database,
            $"SELECT t.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c.\"notnull\" || ' ' || c.pk {Sqlite} "
                + "UNION SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'trench_%' AND sql IS NOT NULL")
        : AskAsync(
            database,
            $"SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable {PostgreSql} "
                + "UNION SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'trench\\_%'");

    /// <summary>The same to the letter, with lengths, defaults and constraints; an upgraded schema may differ from a new one in defaults.</summary>
    public static Task<IReadOnlyList<string>> DefinitionsAsync(TestDatabase database) => AskAsync(
        database,
        database is SqliteDatabase
            ? "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE tbl_name LIKE 'trench_%'"
            : "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' "
                + $"|| is_nullable || ' ' || is_identity || ' ' || coalesce(column_default, '') {PostgreSql} "
                + "UNION SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'trench\\_%' "
                + "UNION SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
                + "WHERE conrelid::regclass::text LIKE 'trench\\_%'");

    /// <summary>The tables.</summary>
    public static Task<IReadOnlyList<string>> TablesAsync(TestDatabase database) => AskAsync(
        database, database is SqliteDatabase ? $"SELECT DISTINCT t.name {Sqlite}" : $"SELECT DISTINCT table_name {PostgreSql}");

    /// <summary>The columns that a row must bring a value for.</summary>
    public static Task<IReadOnlyList<string>> DemandedAsync(TestDatabase database) => AskAsync(
        database,
        database is SqliteDatabase
            ? $"SELECT t.name || '.' || c.name {Sqlite} AND c.\"notnull\" = 1 AND c.dflt_value IS NULL"
            : $"SELECT table_name || '.' || column_name {PostgreSql} AND is_nullable = 'NO' AND column_default IS NULL");

    /// <summary>The indexes that let no value in twice.</summary>
    public static Task<IReadOnlyList<string>> UniqueAsync(TestDatabase database) => AskAsync(
        database,
        database is SqliteDatabase
            ? "SELECT tbl_name || '.' || name FROM sqlite_master WHERE tbl_name LIKE 'trench_%' AND sql LIKE 'CREATE UNIQUE%'"
            : "SELECT tablename || '.' || indexname FROM pg_indexes WHERE tablename LIKE 'trench\\_%' AND indexdef LIKE 'CREATE UNIQUE%'");

    private static async Task<IReadOnlyList<string>> AskAsync(TestDatabase database, string sql)
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
