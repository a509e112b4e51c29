using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

/// <summary>Confirmations as a client of wcd-2factor uses them, on the real demo.</summary>
[Collection(DemoTests.Name)]
public sealed class ConfirmationJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_config_made_here_is_an_enrolment_everywhere(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);

        await person.EnrolConfigAsync();

        Assert.Equal("email", Assert.Single(await person.MethodsAsync())!["name"]!.GetValue<string>());
        await person.SignInAsync(await person.TicketAsync(), await person.MailedCodeAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_confirmation_of_the_login_signs_in(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddEmailAsync();

        var first = (await person.ConfirmedLoginAsync()).Has(200);
        var config = Assert.Single(first["configs"]!.AsArray())!["id"]!.GetValue<string>();
        var ticket = first.String("ephemeral_token");
        var asked = (await person.Api.PostAsync(
            "/2factor/confirmation/request/", new { user_config_id = config, data = new { }, ephemeral_token = ticket })).Has(200).String("id");
        (await person.Api.PostAsync(
            "/2factor/confirmation/confirm/", new { id = asked, data = new { code = await person.MailedCodeAsync() } })).Has(200);

        var second = (await person.ConfirmedLoginAsync(asked)).Has(200);
        Assert.True(second["authenticated"]!.GetValue<bool>());
        (await person.Api.GetAsync("/auth/users/me", second.String("access"))).Has(200);
        (await person.ConfirmedLoginAsync(asked)).Has(400);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_address_is_proven_before_there_is_a_user(Database database)
    {
        var host = await hosts.OnAsync(database);
        var stranger = Person.Stranger(host);

        var id = await stranger.AskAddressAsync();
        (await stranger.Api.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = await stranger.MailedCodeAsync() } })).Has(200);

        Assert.True((await stranger.Api.GetAsync($"/2factor/confirmation/{id}/check")).Has(200)["is_available"]!.GetValue<bool>());
        await using var scope = host.Services.CreateAsyncScope();
        var used = await scope.ServiceProvider.GetRequiredService<Confirmer>().UseAsync(id, "confirm", userId: null);
        Assert.Equal(stranger.Email, used!.Target);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_changed_address_holds_when_it_is_confirmed(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var id = await person.EnrolConfigAsync();
        var changed = "new-" + person.Email;
        var body = JsonContent.Create(new { config = new { email = changed }, is_active = true, is_default = true });

        var update = (await person.Api.SendAsync(HttpMethod.Patch, $"/2factor/user-config/own/{id}/update/", body, person.Token)).Has(200);
        var confirmation = update.String("comfirmation_id");
        (await person.PostAsync(
            "/2factor/user-config/own/confirm/",
            new { id, confirmation_id = confirmation, data = new { code = await host.Post.CodeAsync(changed) } })).Has(200);

        var ticket = await person.TicketAsync();
        (await person.CompleteAsync(ticket, await host.Post.CodeAsync(changed))).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_confirmation_answered_at_one_node_is_used_at_the_other(Database database)
    {
        var nodes = await hosts.NodesAsync(database);
        var stranger = Person.Stranger(nodes.First);
        var id = await stranger.AskAddressAsync();
        var code = await stranger.MailedCodeAsync();

        (await stranger.At(nodes.Second).Api.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code } })).Has(200);

        (await stranger.Api.PostAsync("/2factor/confirmation/use", new { id, action = "confirm" })).Has(200);
        (await stranger.At(nodes.Second).Api.PostAsync("/2factor/confirmation/use", new { id, action = "confirm" })).Has(400);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_application_spends_it_in_its_own_transaction_or_not_at_all(Database database)
    {
        var host = await hosts.OnAsync(database);
        var stranger = Person.Stranger(host);
        var id = await stranger.AskAddressAsync();
        (await stranger.Api.PostAsync("/2factor/confirmation/confirm", new { id, data = new { code = await stranger.MailedCodeAsync() } })).Has(200);

        await using (var scope = host.Services.CreateAsyncScope())
        {
            await using var transaction = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.BeginTransactionAsync();
            Assert.NotNull(await scope.ServiceProvider.GetRequiredService<Confirmer>().UseAsync(id, "confirm", userId: null));
            await transaction.RollbackAsync();
        }

        (await stranger.Api.PostAsync("/2factor/confirmation/use", new { id, action = "confirm" })).Has(200);
    }
}
