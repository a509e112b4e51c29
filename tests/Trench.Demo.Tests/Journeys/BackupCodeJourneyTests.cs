namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class BackupCodeJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_backup_code_logs_in_once_and_never_again(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (_, codes) = await person.AddAppAsync();

        var first = await person.SignInAsync(codes[3]);
        var second = await person.CompleteAsync(await person.TicketAsync(), codes[3]);

        Assert.Equal(9, first["backup_codes_left"]!.GetValue<int>());
        second.Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_backup_code_may_be_typed_in_lower_case_and_without_dashes(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (_, codes) = await person.AddAppAsync();

        await person.SignInAsync(codes[0].ToLowerInvariant());
        await person.SignInAsync(codes[1].Replace("-", "", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task New_backup_codes_replace_the_old_ones(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, old) = await person.AddAppAsync();

        var answer = await person.PostAsync("/auth/app/codes/regenerate", new { code = await app.NextCodeAsync() });

        var fresh = answer.Has(200).BackupCodes;
        Assert.Empty(fresh.Intersect(old));
        (await person.CompleteAsync(await person.TicketAsync(), old[0])).Has(401);
        await person.SignInAsync(fresh[0]);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Backup_codes_of_one_person_do_not_open_the_account_of_another(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var other = await Person.RegisterAsync(host);
        await person.AddAppAsync();
        var (_, codes) = await other.AddAppAsync();

        (await person.CompleteAsync(await person.TicketAsync(), codes[0])).Has(401);

        await other.SignInAsync(codes[0]);
    }
}
