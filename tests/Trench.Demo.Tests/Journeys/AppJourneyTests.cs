namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class AppJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_app_that_scanned_the_picture_logs_in(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);

        var app = await AuthenticatorApp.ScanAsync(await person.PostAsync("/auth/app/activate", new { }), host.Clock);
        await person.ConfirmAsync("app", new { code = await app.CodeAsync() });
        var ticket = await person.TicketAsync();

        (await person.CompleteAsync(ticket, await app.NextCodeAsync())).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_code_that_confirmed_the_activation_does_not_log_in(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var app = AuthenticatorApp.Read(await person.PostAsync("/auth/app/activate", new { }), host.Clock);
        var code = await app.CodeAsync();
        await person.ConfirmAsync("app", new { code });

        (await person.CompleteAsync(await person.TicketAsync(), code)).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_code_is_accepted_only_once(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, _) = await person.AddAppAsync();
        var code = await app.NextCodeAsync();
        await person.SignInAsync(code);

        (await person.CompleteAsync(await person.TicketAsync(), code)).Has(401);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_secret_is_shown_while_pending_and_never_again(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var secret = (await person.PostAsync("/auth/app/activate", new { })).Has(200).String("secret");
        var again = (await person.PostAsync("/auth/app/activate", new { })).Has(200);
        Assert.NotEqual(secret, again.String("secret"));
        var app = AuthenticatorApp.Read(again, (await hosts.OnAsync(database)).Clock);
        await person.ConfirmAsync("app", new { code = await app.CodeAsync() });

        var answer = await person.PostAsync("/auth/code/request", new { method = "app" });

        Assert.DoesNotContain(again.String("secret"), answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("otpauth", answer.Text, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_second_app_needs_a_label_and_either_of_them_logs_in(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var (first, _) = await person.AddAppAsync();
        (await person.PostAsync("/auth/app/activate", new { })).Has(400);

        var second = AuthenticatorApp.Read(await person.PostAsync("/auth/app/activate", new { label = "tablet" }), host.Clock);
        await person.ConfirmAsync("app", new { code = await second.CodeAsync(), label = "tablet" });

        Assert.Equal(["", "tablet"], (await person.MethodsAsync()).Select(method => method!["label"]!.GetValue<string>()).Order());
        await person.SignInAsync(await first.NextCodeAsync());
        await person.SignInAsync(await second.CodeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_method_with_several_enrolments_has_to_be_named_by_id(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var (first, _) = await person.AddAppAsync();
        var second = AuthenticatorApp.Read(await person.PostAsync("/auth/app/activate", new { label = "tablet" }), host.Clock);
        await person.ConfirmAsync("app", new { code = await second.CodeAsync(), label = "tablet" });
        var methods = await person.MethodsAsync();
        var tablet = methods.Single(method => method!["label"]!.GetValue<string>() == "tablet")!["id"]!.GetValue<string>();

        var ambiguous = (await person.PostAsync("/auth/app/deactivate", new { code = await second.NextCodeAsync() })).Has(400);
        (await person.PostAsync("/auth/app/deactivate", new { code = await second.CodeAsync(), id = tablet })).Has(204);

        Assert.NotNull(ambiguous["id"]);
        await person.SignInAsync(await first.NextCodeAsync());
    }
}
