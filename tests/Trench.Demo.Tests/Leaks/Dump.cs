using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

/// <summary>Every row of every table as text, as a thief of the database reads it.</summary>
internal static class Dump
{
    public static async Task<IReadOnlyList<(string Table, string Row)>> ReadAsync(AppDbContext context)
    {
        var rows = new List<(string, string)>();
        await context.Database.OpenConnectionAsync();
        foreach (var table in await ColumnAsync(context, TablesOf(context)))
        {
            rows.AddRange((await ColumnAsync(context, $"SELECT * FROM \"{table}\"")).Select(row => (table, row)));
        }

        return rows;
    }

    private static string TablesOf(AppDbContext context) => context.Database.IsSqlite()
        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    private static async Task<List<string>> ColumnAsync(AppDbContext context, string sql)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column))));
        }

        return rows;
    }
}
