using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trench.Testing;

namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class UserRoutesTests(DemoHosts hosts)
{
    private const string Password = Person.Password;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Registering_answers_the_user(Database database)
    {
        var person = Person.Stranger(await hosts.OnAsync(database));
        var body = new { username = person.Name, password = Password, email = person.Email, phone_number = "+48600100200" };

        var answer = (await person.Api.PostAsync("/auth/users", body)).Has(201);

        Assert.Equal(["id", "username", "email", "phone_number"], answer.Body!.AsObject().Select(member => member.Key));
        Assert.Equal("+48600100200", answer.String("phone_number"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_name_is_taken_once_whatever_its_case(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));

        var answer = await person.Api.PostAsync("/auth/users", new { username = person.Name.ToUpperInvariant(), password = Password });

        Assert.Equal("A user with that username already exists.", answer.Has(400)["username"]![0]!.GetValue<string>());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task One_name_registered_many_times_at_once_has_one_winner(Database database)
    {
        var person = Person.Stranger(await hosts.OnAsync(database));
        var body = new { username = person.Name, password = Password };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.Api.PostAsync("/auth/users", body)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(19, answers.Count(answer => answer.Status == 400 && answer["username"] is not null));
    }

    [Fact]
    public async Task A_faulty_registration_names_each_member()
    {
        var host = await hosts.OnAsync(Database.Sqlite);

        var answer = (await host.Api.PostAsync("/auth/users", new { username = "", password = "short", email = "no", phone_number = "12" })).Has(400);

        Assert.Equal(["email", "error_code", "password", "phone_number", "username"], answer.Body!.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public async Task Eight_characters_of_any_kind_are_a_password()
    {
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));

        (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = "aaaaaaaa" })).Has(201);
    }

    [Theory, MemberData(nameof(BadAddresses))]
    public async Task An_address_that_no_mail_could_reach_is_refused_without_an_echo(int number)
    {
        var input = BadInputs.Of("email").ElementAt(number);
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));
        var value = input.Value();

        var answer = await person.Api.PostAsync("/auth/users", new { username = person.Name, password = Password, email = value });

        Assert.NotNull(answer.Has(400)["email"]);
        Assert.False(value.Length > 3 && answer.Text.Contains(value, StringComparison.Ordinal), answer.Text);
        (await person.LogInAsync()).Has(400);
    }

    public static TheoryData<int> BadAddresses => [.. Enumerable.Range(0, BadInputs.Of("email").Count())];

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

        var answer = await person.PostAsync("/auth/users/set_password", new { current_password = "a wrong password", new_password = "another one" });

        Assert.NotNull(answer.Has(400)["current_password"]);
        (await person.LogInAsync()).Has(200);
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
}
