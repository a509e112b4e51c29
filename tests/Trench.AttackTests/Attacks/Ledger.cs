using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trench.AttackTests;

/// <summary>What the database says of a user where no answer does, and what no test can wait for.</summary>
internal static class Ledger
{
    /// <summary>The wrong codes in a row that are counted for a user; those of backup codes are counted by themselves.</summary>
    public static async Task<long> WrongInARowAsync(this TestDatabase database, string userId, bool areBackupCodes)
    {
        var (sql, kind) = ("SELECT consecutive FROM trench_accounts WHERE user_id = @user AND kind = @kind", areBackupCodes ? 1 : 0);
        return Convert.ToInt64(await database.ScalarAsync(sql, ("user", userId), ("kind", kind)) ?? 0, null);
    }

    /// <summary>As if the lock had come to its end.</summary>
    public static Task OutliveLockAsync(this TestDatabase database, string userId) =>
        database.ScalarAsync("UPDATE trench_accounts SET locked_until = 1 WHERE user_id = @user AND locked_until IS NOT NULL", ("user", userId));

    /// <summary>Gives a user the role of the demo's administrator.</summary>
    public static Task PromoteAsync(this TestDatabase database, string userId) => database.ScalarAsync(
        "INSERT INTO \"AspNetUserRoles\" (\"UserId\", \"RoleId\") SELECT @user, \"Id\" FROM \"AspNetRoles\"", ("user", userId));

    private static async Task<object?> ScalarAsync(this TestDatabase database, string sql, params (string Name, object Value)[] values)
    {
        await using DbConnection connection = database.Kind == Database.Sqlite
            ? new SqliteConnection(database.Connection + ";Pooling=False")
            : new NpgsqlConnection(database.Connection + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteScalarAsync();
    }
}
