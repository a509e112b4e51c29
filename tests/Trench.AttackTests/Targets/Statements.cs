using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trench.AttackTests;

/// <summary>Statements of the tests' own, beside the nodes.</summary>
internal static class Statements
{
    public static async Task ExecuteAsync(this TestDatabase database, string statement, params (string Name, object Value)[] values)
    {
        await using var command = await database.CommandAsync(statement, values);
        await command.ExecuteNonQueryAsync();
        await command.Connection!.CloseAsync();
    }

    /// <summary>A number; zero for none.</summary>
    public static async Task<long> NumberAsync(this TestDatabase database, string query, params (string Name, object Value)[] values)
    {
        await using var command = await database.CommandAsync(query, values);
        var number = await command.ExecuteScalarAsync();
        await command.Connection!.CloseAsync();
        return number is null or DBNull ? 0 : Convert.ToInt64(number, CultureInfo.InvariantCulture);
    }

    private static async Task<DbCommand> CommandAsync(this TestDatabase database, string statement, (string Name, object Value)[] values)
    {
        DbConnection connection = database.Kind == Database.Sqlite
            ? new SqliteConnection(database.Connection + ";Pooling=False")
            : new NpgsqlConnection(database.Connection + ";Pooling=False");
        await connection.OpenAsync();
        var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
