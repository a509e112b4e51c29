using System.Text.Json.Nodes;

namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class PrimaryJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task After_a_change_of_primary_the_login_asks_for_the_other_method(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddEmailAsync();
        var (app, _) = await person.AddAppAsync();

        (await person.PostAsync("/auth/mfa/change-primary-method", new { method = "app", code = await app.NextCodeAsync() })).Has(204);

        var asked = (await person.LogInAsync()).Has(200);
        Assert.Equal("app", asked.String("method"));
        var other = Assert.Single(asked["other_methods"]!.AsArray())!;
        Assert.Equal("email", other["name"]!.GetValue<string>());
        (await person.CompleteAsync(asked.String("ephemeral_token"), await app.NextCodeAsync())).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_second_step_may_go_through_another_method(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddAppAsync();
        await person.AddEmailAsync();
        var asked = (await person.LogInAsync()).Has(200);
        var (ticket, email) = (asked.String("ephemeral_token"), asked["other_methods"]![0]!["id"]!.GetValue<string>());

        (await person.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket, id = email })).Has(200);

        (await person.CompleteAsync(ticket, await person.MailedCodeAsync())).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_primary_method_goes_only_with_a_successor_while_others_are_active(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, _) = await person.AddAppAsync();
        await person.AddEmailAsync();

        var refused = (await person.PostAsync("/auth/app/deactivate", new { code = await app.NextCodeAsync() })).Has(400);
        var body = new { code = await app.NextCodeAsync(), new_primary_method = "email" };
        (await person.PostAsync("/auth/app/deactivate", body)).Has(204);

        Assert.NotNull(refused["error"]);
        var left = Assert.Single(await person.MethodsAsync())!;
        Assert.Equal("email", left["name"]!.GetValue<string>());
        Assert.True(left["is_primary"]!.GetValue<bool>());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Deactivating_email_without_a_code_sends_one(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddEmailAsync();

        var asked = (await person.PostAsync("/auth/email/deactivate", new { })).Has(400);
        (await person.PostAsync("/auth/email/deactivate", new { code = await person.MailedCodeAsync() })).Has(204);

        Assert.IsType<JsonArray>(asked["code"]);
        (await person.LogInAsync()).Has(200).String("access");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Adding_a_method_takes_a_code_when_the_last_proof_is_old(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var (app, _) = await person.AddAppAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await person.RenewAsync();

        var refused = await person.PostAsync("/auth/email/activate", new { });

        Assert.Equal("fresh_proof_required", refused.Has(403).String("error_code"));
        (await person.PostAsync("/auth/email/activate", new { code = await app.CodeAsync() })).Has(200);
    }
}
