using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Trench.Tool.Tests;

/// <summary>The old application's database: the tables as the migrations of django-trench and Django make them.</summary>
internal sealed class OldApplication(Func<DbConnection> open, bool isPostgres = false)
{
    private static readonly string[] Sqlite =
    [
        """
        CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL,
        "username" varchar(150) NOT NULL UNIQUE, "email" varchar(254) NOT NULL, "phone_number" varchar(32) NULL)
        """,
        """
        CREATE TABLE "trench_mfamethod" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL,
        "secret" varchar(255) NOT NULL, "is_primary" bool NOT NULL, "is_active" bool NOT NULL, "_backup_codes" text NOT NULL,
        "user_id" integer NOT NULL REFERENCES "auth_user" ("id"))
        """,
    ];

    private const StringComparison Exactly = StringComparison.Ordinal;

    private int _id;

    public static OldApplication OnSqlite(string path) => new(() => new SqliteConnection($"Data Source={path};Pooling=False"));

    public async Task CreateAsync()
    {
        foreach (var table in Sqlite)
        {
            await RunAsync(isPostgres ? table.Replace("integer NOT NULL PRIMARY KEY AUTOINCREMENT", "bigint PRIMARY KEY", Exactly) : table);
        }
    }

    public async Task AddUserAsync(int id, string email = "", string? phone = null) => await RunAsync(
        "INSERT INTO auth_user (id, password, username, email, phone_number) VALUES (@id, 'x', @name, @email, @phone)",
        ("id", id), ("name", $"user-{id}"), ("email", email), ("phone", (object?)phone ?? DBNull.Value));

    /// <summary>Adds a method and returns its id.</summary>
    public async Task<int> AddMethodAsync(
        int user, string name, string secret, string codes = "", bool isPrimary = false, bool isActive = true)
    {
        await RunAsync(
            "INSERT INTO trench_mfamethod (id, name, secret, is_primary, is_active, _backup_codes, user_id) "
                + "VALUES (@id, @name, @secret, @primary, @active, @codes, @user)",
            ("id", ++_id),
            ("name", name),
            ("secret", secret),
            ("primary", isPrimary),
            ("active", isActive),
            ("codes", codes),
            ("user", user));
        return _id;
    }

    public async Task RunAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = open();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
