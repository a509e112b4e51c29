using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>What the second step of a login asks of the database.</summary>
[Collection(DemoTests.Name)]
public sealed class SecondStepCostTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_totp_second_step_costs_seven_statements(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var count = new StatementCount(database);
        await using var host = Watched(database, count);
        var (person, code) = await AtTheSecondStepAsync(host);
        var ticket = await person.TicketAsync();
        count.Clear();

        (await person.CompleteAsync(ticket, code)).Has(200);

        Assert.True(count.Statements.Count == 7, string.Join('\n', count.Statements));
        Assert.Equal(2, count.Statements.Count(statement => statement.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory, OnSqlite]
    public async Task A_totp_second_step_is_one_commit(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var count = new StatementCount(database);
        await using var host = Watched(database, count);
        var (person, code) = await AtTheSecondStepAsync(host);
        var ticket = await person.TicketAsync();
        count.Clear();

        (await person.CompleteAsync(ticket, code)).Has(200);

        Assert.Equal(1, count.Commits);
    }

    // PostgreSQL stamps each row with the transaction that wrote it.
    [Theory, OnPostgreSql]
    public async Task All_rows_of_a_totp_second_step_carry_one_transaction(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var count = new StatementCount(database);
        await using var host = Watched(database, count);
        var (person, code) = await AtTheSecondStepAsync(host);
        await person.SignInAsync(code);

        await using var scope = host.Services.CreateAsyncScope();
        var transactions = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.SqlQueryRaw<string>(
            """
            SELECT xmin::text AS "Value" FROM trench_challenges WHERE state = 2
            UNION SELECT xmin::text FROM trench_accounts WHERE kind = 0
            UNION SELECT xmin::text FROM trench_enrolments
            UNION SELECT xmin::text FROM trench_sessions WHERE acr LIKE '%:mfa'
            UNION SELECT xmin::text FROM trench_events WHERE name = 'code.accepted' AND purpose = 'login'
            """).ToListAsync();
        Assert.Single(transactions);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_wrong_code_costs_six_statements(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var count = new StatementCount(database);
        await using var host = Watched(database, count);
        var (person, code) = await AtTheSecondStepAsync(host);
        var ticket = await person.TicketAsync();
        count.Clear();

        (await person.CompleteAsync(ticket, code == "123456" ? "654321" : "123456")).Has(401);

        Assert.True(count.Statements.Count == 6, string.Join('\n', count.Statements));
    }

    private static DemoHost Watched(TestDatabase database, StatementCount count) => new(database, World.Create())
    {
        AddServices = services => services.ConfigureDbContext<AppDbContext>(options => options.AddInterceptors(count)),
    };

    private static async Task<(Person Person, string Code)> AtTheSecondStepAsync(DemoHost host)
    {
        var person = await Person.RegisterAsync(host);
        var (app, _) = await person.AddAppAsync();
        return (person, await app.NextCodeAsync());
    }
}
