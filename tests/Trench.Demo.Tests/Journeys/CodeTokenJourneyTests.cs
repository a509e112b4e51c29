namespace Trench.Demo.Tests;

[Collection(DemoTests.Name)]
public sealed class CodeTokenJourneyTests(DemoHosts hosts)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task J16_a_mailed_code_signs_in_and_the_tokens_are_good_everywhere(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));

        var token = await SignInAsync(person);

        (await person.Api.GetAsync("/auth/users/me", token)).Has(200);
        (await person.Api.PostAsync("/jwt/verify", new { token })).Has(200);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J45_J46_J51_an_app_is_added_and_asked_through_every_facade(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var token = await SignInAsync(person);

        var setup = await person.Api.PostAsync("/jwt/totp/setup", new { }, token);
        var app = AuthenticatorApp.Read(setup, host.Clock);
        Assert.Matches("^[A-Z2-7]{32}$", setup.String("secret"));
        Assert.Equal(
            $"otpauth://totp/MyApplication:{person.Name}?secret={setup.String("secret")}&issuer=MyApplication", setup.String("provisioning_uri"));
        (await person.Api.PostAsync("/jwt/totp/confirm", new { code = await app.CodeAsync() }, token)).Has(200);

        (await AuthAsync(person, await CodeTokenAsync(person), await app.NextCodeAsync())).Has(200);
        await person.SignInAsync(await app.NextCodeAsync());
        Assert.Equal("app", (await person.MethodsAsync())[0]!["name"]!.GetValue<string>());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Who_was_enrolled_through_the_trench_facade_is_asked_here(Database database)
    {
        var person = await Person.RegisterAsync(await hosts.OnAsync(database));
        var (app, _) = await person.AddAppAsync();

        (await AuthAsync(person, await CodeTokenAsync(person), await app.NextCodeAsync())).Has(200);
    }

    // Attack: a budget of its own for each facade.
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Wrong_codes_here_lock_the_account_in_every_facade(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        var (app, _) = await person.AddAppAsync();
        var token = await CodeTokenAsync(person);
        var right = await app.NextCodeAsync();
        for (var count = 0; count < 5; count++)
        {
            (await AuthAsync(person, token, right == "000000" ? "000001" : "000000")).Has(401);
            host.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        (await person.CompleteAsync(await person.TicketAsync(), right)).Has(429);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task J48_a_preference_is_kept(Database database)
    {
        var host = await hosts.OnAsync(database);
        var person = await Person.RegisterAsync(host);
        await person.AddAppAsync();

        (await person.PostAsync("/jwt/2fa-method", new { method = "code-sender" })).Has(200);

        var token = await CodeTokenAsync(person);
        (await AuthAsync(person, token, await person.MailedCodeAsync())).Has(200);
    }

    private static async Task<string> CodeTokenAsync(Person person) =>
        (await person.Api.PostAsync("/jwt/get-code/", new { username = person.Name, password = Person.Password })).Has(200).String("token");

    private static Task<Answer> AuthAsync(Person person, string token, string code) =>
        person.Api.PostAsync("/jwt/auth/", new { code_token = token, code });

    private static async Task<string> SignInAsync(Person person)
    {
        var token = await CodeTokenAsync(person);
        return (await AuthAsync(person, token, await person.MailedCodeAsync())).Has(200).String("access");
    }
}
