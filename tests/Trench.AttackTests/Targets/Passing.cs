using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trench.AttackTests;

/// <summary>Lets time pass where no test can wait for it, by writing into the database what it would have brought.</summary>
internal static class Passing
{
    /// <summary>As if five minutes had gone by since this user proved anything.</summary>
    public static Task OutliveProofsAsync(this TestDatabase database, string userId) =>
        database.ExecuteAsync("UPDATE trench_sessions SET proof_until = NULL WHERE user_id = @user", ("user", userId));

    private static async Task ExecuteAsync(this TestDatabase database, string statement, params (string Name, object Value)[] values)
    {
        await using DbConnection connection = database.Kind == Database.Sqlite
            ? new SqliteConnection(database.Connection + ";Pooling=False")
            : new NpgsqlConnection(database.Connection + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
