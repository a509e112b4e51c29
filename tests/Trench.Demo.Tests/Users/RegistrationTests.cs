using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;

namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class RegistrationTests(DemoHosts hosts)
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

    // The constraint is the application's own; nothing in the demo looks for it before.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task What_a_constraint_of_the_database_refuses_is_a_conflict_and_no_outage(Database database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var host = new DemoHost(own, World.Create());
        var (anna, bert) = (Person.Stranger(host), Person.Stranger(host));
        (await RegisterAsync(anna, anna.Email)).Has(201);
        await using var context = Faults.Open(own);
        await context.Database.ExecuteSqlRawAsync("""CREATE UNIQUE INDEX one_each ON "AspNetUsers" ("Email")""");

        var answer = (await RegisterAsync(bert, anna.Email)).Has(409);

        Assert.Equal("conflict", answer.String("error_code"));
        Assert.Null(answer.Headers.RetryAfter);
        (await RegisterAsync(bert, bert.Email)).Has(201);
    }

    [Fact]
    public async Task A_faulty_registration_names_each_member()
    {
        var host = await hosts.OnAsync(Database.Sqlite);

        var body = new { username = "", password = "short", email = "no", phone_number = "12" };

        var answer = (await host.Api.PostAsync("/auth/users", body)).Has(400);

        var members = answer.Body!.AsObject().Select(member => member.Key);
        Assert.Equal(["email", "error_code", "password", "phone_number", "username"], members.Order());
    }

    [Fact]
    public async Task Eight_characters_of_any_kind_are_a_password()
    {
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));

        (await person.Api.PostAsync("/auth/users", new { username = person.Name, password = "aaaaaaaa" })).Has(201);
    }

    [Fact]
    public async Task A_form_registers_like_JSON()
    {
        var person = Person.Stranger(await hosts.OnAsync(Database.Sqlite));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["username"] = person.Name,
            ["password"] = Password,
            ["email"] = person.Email,
        });

        var answer = (await person.Api.SendAsync(HttpMethod.Post, "/auth/users/", form)).Has(201);

        Assert.Equal(person.Email, answer.String("email"));
        (await person.LogInAsync()).Has(200);
    }

    [Theory]
    [InlineData("username=zoe&password=long+enough&is_staff=true")]
    [InlineData("username=zoe&password=long+enough&password=another")]
    [InlineData("username=zoe&password=long+enough&Password=another")]
    [InlineData("username=zoe&password=long+enough&=")]
    [InlineData("")]
    public async Task A_form_that_is_not_plainly_a_user_is_refused(string form)
    {
        var host = await hosts.OnAsync(Database.Sqlite);
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        Assert.NotNull((await host.Api.SendAsync(HttpMethod.Post, "/auth/users", content)).Has(400)["error_code"]);
    }

    private static Task<Answer> RegisterAsync(Person person, string email) =>
        person.Api.PostAsync("/auth/users", new { username = person.Name, password = Password, email });
}
