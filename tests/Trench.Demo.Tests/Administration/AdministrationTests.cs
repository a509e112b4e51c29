namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class AdministrationTests
{
    private const string Name = "root";

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_configured_administrator_finds_resets_disables_and_enables_a_user(Database kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = Host(database);
        var (admin, anna) = (await AdministratorAsync(host), await Person.RegisterAsync(host));
        await anna.AddEmailAsync();
        var found = (await admin.Api.GetAsync($"/admin/users?name={anna.Name}", admin.Token)).Has(200).Body![0]!;
        var path = $"/admin/users/{found["id"]}";

        Assert.Single((await admin.Api.GetAsync(path + "/enrolments", admin.Token)).Has(200).Body!.AsArray());
        (await admin.PostAsync(path + "/reset", new { reason = "lost mailbox" })).Has(204);
        Assert.Empty((await admin.Api.GetAsync(path + "/enrolments", admin.Token)).Has(200).Body!.AsArray());
        (await anna.PostAsync("/auth/email/activate", new { })).Has(401);
        await anna.SignInAsync();

        (await admin.PostAsync(path + "/disable", new { })).Has(204);
        (await anna.PostAsync("/auth/email/activate", new { })).Has(401);
        (await anna.LogInAsync()).Has(400);
        (await admin.PostAsync(path + "/enable", new { })).Has(204);
        await anna.SignInAsync();
        var told = (await admin.Api.GetAsync($"/admin/events?user={found["id"]}&limit=200", admin.Token)).Has(200).Text;
        string[] words = ["method.reset", "lost mailbox", "user.disabled", "user.enabled"];
        Assert.All(words, word => Assert.Contains(word, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_is_no_administrator()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using var host = Host(database);
        var anna = await Person.RegisterAsync(host);

        (await host.Api.GetAsync("/admin/users?name=root")).Has(401);
        (await host.Api.GetAsync("/admin/users?name=root", anna.Token)).Has(403);
        (await host.Api.GetAsync("/admin/events", anna.Token)).Has(403);
    }

    [Fact]
    public async Task The_second_start_keeps_the_administrator()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using (var first = Host(database))
        {
            await AdministratorAsync(first);
        }

        await using var second = Host(database);
        await AdministratorAsync(second);
    }

    // Attack: somebody registers the administrator's name before the operator does.
    [Fact]
    public async Task A_name_somebody_else_has_makes_no_administrator()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Sqlite);
        await using (var open = new DemoHost(database, World.Create()))
        {
            (await open.Api.PostAsync("/auth/users", new { username = Name, password = "a password of their own" })).Has(201);
        }

        await using var host = Host(database);

        Assert.Contains("Demo:AdminUser", Assert.ThrowsAny<Exception>(() => host.Server).Message, StringComparison.Ordinal);
    }

    private static DemoHost Host(TestDatabase database) => new(
        database, World.Create(), [new("Demo:AdminUser", Name), new("Demo:AdminPassword", Person.Password)]);

    private static async Task<Person> AdministratorAsync(DemoHost host)
    {
        var admin = new Person(host, Name);
        await admin.SignInAsync();
        (await admin.Api.GetAsync("/admin/events", admin.Token)).Has(200);
        return admin;
    }
}
