namespace Trench.Demo.Tests;

/// <summary>A device that is remembered (SECURITY row 63).</summary>
public sealed class DeviceJourneyTests
{
    private static readonly KeyValuePair<string, string> Remembering = new("TRENCH_AUTH:REMEMBER_DEVICES", "2592000");

    [ComponentTheory(Component.Oathtool), OnSqlite, OnPostgreSql]
    public async Task A_remembered_device_signs_in_by_the_password_until_a_method_is_removed(Database database)
    {
        await using var node = await LoneNode.CreateAsync(database, Remembering);
        var anna = await Person.RegisterAsync(node.Host);
        var codes = await anna.AddEmailAsync();
        var (app, _) = await anna.AddAppAsync();
        var device = await RememberAsync(anna, await app.NextCodeAsync());

        (await LogInAsync(anna, device)).Has(200).String("access");
        Assert.Null((await LogInAsync(await EnrolledAsync(node), device))["access"]);

        (await anna.PostAsync("/auth/app/deactivate", new { code = await app.NextCodeAsync() })).Has(204);
        var asked = (await LogInAsync(anna, device)).Has(200);
        (await anna.CompleteAsync(asked.String("ephemeral_token"), codes[0])).Has(200);
    }

    [ComponentFact(Component.Oathtool)]
    public async Task Its_session_has_proven_no_second_factor_and_may_forget_it()
    {
        await using var node = await LoneNode.CreateAsync(Remembering);
        var anna = await Person.RegisterAsync(node.Host);
        var (app, _) = await anna.AddAppAsync();
        var device = await RememberAsync(anna, await app.NextCodeAsync());
        var token = (await LogInAsync(anna, device)).Has(200).String("access");

        Assert.Equal("fresh_proof_required", (await anna.Api.PostAsync("/auth/email/activate", new { }, token)).Has(403).String("error_code"));
        (await anna.Api.PostAsync("/auth/mfa/forget-devices/", new { }, token)).Has(204);

        Assert.NotNull((await LogInAsync(anna, device)).Has(200)["ephemeral_token"]);
    }

    [ComponentFact(Component.Oathtool)]
    public async Task The_demo_as_it_is_remembers_none()
    {
        await using var node = await LoneNode.CreateAsync();
        var anna = await Person.RegisterAsync(node.Host);
        var (app, _) = await anna.AddAppAsync();
        var body = new { ephemeral_token = await anna.TicketAsync(), code = await app.NextCodeAsync(), remember_device = "true" };

        Assert.Null((await anna.Api.PostAsync("/auth/login/code", body)).Has(200)["device_token"]);
        Assert.NotNull((await LogInAsync(anna, Ticket.New())).Has(200)["ephemeral_token"]);
    }

    private static async Task<Person> EnrolledAsync(LoneNode node)
    {
        var bert = await Person.RegisterAsync(node.Host);
        await bert.AddEmailAsync();
        return bert;
    }

    private static async Task<string> RememberAsync(Person person, string code)
    {
        var body = new { ephemeral_token = await person.TicketAsync(), code, remember_device = true };
        return (await person.Api.PostAsync("/auth/login/code", body)).Has(200).String("device_token");
    }

    private static Task<Answer> LogInAsync(Person person, string device) =>
        person.Api.PostAsync("/auth/login", new { username = person.Name, password = Person.Password, device_token = device });
}
