using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class AccountTests(DemoHosts hosts)
{
    private const string Password = Person.Password;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_new_password_takes_the_old_ones_place_and_ends_sessions(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        const string chosen = "another long password";

        (await person.PostAsync("/auth/users/set_password", new { current_password = Password, new_password = chosen })).Has(204);

        (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(401);
        (await person.LogInAsync()).Has(400);
        (await person.Api.PostAsync("/auth/login", new { username = person.Name, password = chosen })).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_new_password_takes_the_old_one(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));

        var body = new { current_password = "a wrong password", new_password = "another one" };

        var answer = await person.PostAsync("/auth/users/set_password", body);

        Assert.NotNull(answer.Has(400)["current_password"]);
        (await person.LogInAsync()).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_passwords_changed_at_once_one_is_the_new_one_and_nothing_breaks(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(place =>
            person.PostAsync("/auth/users/set_password", new { current_password = Password, new_password = $"another password {place}" })));

        Assert.Single(answers, answer => answer.Status == 204);
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 204, 400, 401, 409 }));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Who_deletes_the_account_is_gone(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        await person.AddAppAsync();

        (await person.Api.SendAsync(HttpMethod.Delete, "/auth/users/me", null, person.Token)).Has(204);

        (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(401);
        (await person.LogInAsync()).Has(400);
    }

    // Attack: an open session that somebody finds.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Deleting_the_account_takes_a_fresh_proof_once_a_method_is_active(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var (app, _) = await person.AddAppAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await person.RenewAsync();

        var refused = await DeleteAsync(person, new { });
        var wrong = await DeleteAsync(person, new { code = "000000" });

        Assert.Equal("fresh_proof_required", refused.Has(403).String("error_code"));
        Assert.NotNull(wrong.Has(400)["code"]);
        (await DeleteAsync(person, new { code = await app.NextCodeAsync() })).Has(204);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_mailed_code_of_the_user_pays_for_deleting_the_account(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddEmailAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await person.RenewAsync();
        (await person.PostAsync("/auth/code/request", new { method = "email" })).Has(200);

        (await DeleteAsync(person, new { code = await person.MailedCodeAsync() })).Has(204);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Who_deletes_the_account_leaves_no_secret_behind(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddAppAsync();
        var id = (await person.Api.GetAsync("/auth/users/me", person.Token)).Has(200).String("id");

        (await person.Api.SendAsync(HttpMethod.Delete, "/auth/users/me", null, person.Token)).Has(204);

        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        Assert.False(await context.Set<Enrolment>().AnyAsync(row => row.UserId == id));
        Assert.False(await context.Set<BackupCode>().AnyAsync(row => row.UserId == id));
        Assert.False(await context.Set<Session>().AnyAsync(row => row.UserId == id));
    }

    [Theory]
    [InlineData("GET", "/auth/users/me")]
    [InlineData("DELETE", "/auth/users/me")]
    [InlineData("POST", "/auth/users/set_password")]
    public async Task Nobody_else_sees_or_changes_an_account(string verb, string path)
    {
        var host = await hosts.OnAsync(Database.Sqlite);

        (await host.Api.SendAsync(new HttpMethod(verb), path, null)).Has(401);
        (await host.Api.SendAsync(new HttpMethod(verb), path, null, "trm_" + new string('A', 43))).Has(401);
    }

    [Theory]
    [InlineData("GET", "/auth/users")]
    [InlineData("POST", "/auth/users/me")]
    [InlineData("PUT", "/auth/users/set_password")]
    public async Task A_wrong_verb_is_told_so(string verb, string path)
    {
        var host = await hosts.OnAsync(Database.Sqlite);

        (await host.Api.SendAsync(new HttpMethod(verb), path, null)).Has(405);
    }

    private static Task<Answer> DeleteAsync(Person person, object body) =>
        person.Api.SendAsync(HttpMethod.Delete, "/auth/users/me", JsonContent.Create(body), person.Token);
}
