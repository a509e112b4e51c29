namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class EmailJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Confirming_the_mailed_code_activates_email_and_shows_ten_backup_codes(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));

        var codes = await person.AddEmailAsync();

        Assert.Equal(10, codes.Distinct().Count());
        var method = Assert.Single(await person.MethodsAsync())!;
        Assert.Equal("email", method["name"]!.GetValue<string>());
        Assert.True(method["is_primary"]!.GetValue<bool>());
        Assert.DoesNotContain(person.Email, method.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_mailed_code_completes_the_login(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddEmailAsync();

        var asked = (await person.LogInAsync()).Has(200);
        var answer = await person.CompleteAsync(asked.String("ephemeral_token"), await person.MailedCodeAsync());

        Assert.Equal("email", asked.String("method"));
        Assert.Null(asked["access"]);
        Assert.NotEmpty(answer.Has(200).String("access"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_mailed_code_is_accepted_only_once(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddEmailAsync();
        var ticket = await person.TicketAsync();
        var code = await person.MailedCodeAsync();
        (await person.CompleteAsync(ticket, code)).Has(200);

        (await person.CompleteAsync(ticket, code)).Has(401);
        (await person.CompleteAsync(await person.TicketAsync(), code)).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_code_sent_again_replaces_the_first_one(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddEmailAsync();
        var ticket = await person.TicketAsync();
        var first = await person.MailedCodeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        (await person.Api.PostAsync("/auth/login/code/request", new { ephemeral_token = ticket, method = "email" })).Has(200);
        var second = await person.MailedCodeAsync();

        if (first != second)
        {
            (await person.CompleteAsync(ticket, first)).Has(401);
        }

        (await person.CompleteAsync(ticket, second)).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_address_given_at_activation_is_saved_once_it_is_proven(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = Person.Stranger(host);
        (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = Person.Password })).Has(201);
        await person.SignInAsync();

        (await person.PostAsync("/auth/email/activate", new { email = person.Email })).Has(200);
        Assert.Null((await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200)["email"]);
        await person.ConfirmAsync("email", new { code = await person.MailedCodeAsync() });

        Assert.Equal(person.Email, (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("email"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Someone_without_an_address_is_asked_for_one(Database database)
    {
        var person = Person.Stranger(await hosts.OnAsync(database));
        (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = Person.Password })).Has(201);
        await person.SignInAsync();

        var answer = (await person.PostAsync("/auth/email/activate", new { })).Has(400);

        Assert.NotNull(answer["email"]);
    }
}
